"""A photo that comes with a form: kept at once, so that a form to correct does not lose it."""

from datetime import datetime

from django.http import HttpRequest

from accessibility.amenities import services
from accessibility.amenities.forms import PhotoForm
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.models import StoredFile


def photo_of(request: HttpRequest, form: PhotoForm, *, at: datetime) -> StoredFile | None:
    """The photo of a form that has been checked, new or left by an earlier sending; what is wrong with it is told
    beside its field, and makes the form one to correct."""
    upload = form.cleaned_data.get("photo")
    if upload:
        try:
            form.keep(services.keep_photo(upload, by=request.user, at=at))
        except BadFile as error:
            form.add_error("photo", str(error))
    elif form.cleaned_data.get("drop_photo"):
        return None
    return form.photo_before
