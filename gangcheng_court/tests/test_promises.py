"""Every promise names modules that exist and hold what they are said to hold."""

import importlib

import pytest

from gangcheng_court import promises
from gangcheng_court.core.deadlines.recalculation import obligation_models


@pytest.mark.parametrize("promise", promises.PROMISES, ids=lambda promise: promise.code)
def test_the_modules_that_keep_a_promise_exist(promise):
    assert promise.kept_by
    for name in promise.kept_by:
        assert importlib.import_module(name).__doc__, name


@pytest.mark.parametrize("promise", promises.PROMISES, ids=lambda promise: promise.code)
def test_a_promise_says_its_words_its_limit_and_its_source(promise):
    assert all((promise.title, promise.article, promise.words, promise.limit))


def test_no_two_promises_share_a_code_and_every_code_fits_an_obligation():
    codes = [promise.code for promise in promises.PROMISES]

    assert len(set(codes)) == len(codes)
    for model in obligation_models():
        assert max(map(len, codes)) <= model._meta.get_field("promise").max_length


def test_every_promise_is_listed():
    named = [value for value in vars(promises).values() if isinstance(value, promises.Promise)]
    assert list(promises.PROMISES) == named
    assert {promise.code: promise for promise in named} == promises.BY_CODE
