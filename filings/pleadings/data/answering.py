"""答辩状: to each row of the plaintiff's form, whether the defendant confirms or objects, and why."""

from dataclasses import replace

from filings.pleadings.data import blocks
from filings.pleadings.data.shape import FormKind, Role, Section, Step, choice, text

STANDS = {"agree": "确认", "object": "异议"}


def answer_to(form: FormKind) -> FormKind:
    """The 答辩状 to a complaint on `form`, of the same edition."""
    own = {"agreements"}
    steps = tuple(_step(step) for step in form.steps if step.code not in own)
    return replace(
        form,
        code=f"{form.code}-answer",
        title=f"{form.title}（答辩）",
        document="民事答辩状",
        role=Role.ANSWER,
        steps=(*steps, blocks.agreements()),
        checks=(),
        total="",
        sides=("被答辩人", "答辩人"),
        signer="答辩人",
        claims_title="对诉讼请求的意见",
    )


def _step(step: Step) -> Step:
    return Step(step.code, f"对“{step.title}”的意见", tuple(_section(section) for section in step.sections))


def _section(section: Section) -> Section:
    if section.source:
        return section
    if section.fields[0].code == "basis_contract":
        return blocks.basis(section.number, "答辩依据")
    stand, why = f"{section.number}_stand", f"{section.number}_why"
    return Section(
        section.number,
        section.title,
        (
            choice(stand, f"对方写的“{section.title}”，您同意吗", STANDS, called=""),
            text(
                why, "不同意的写明事实和理由", terms=("无正当理由的异议",), when=(stand, "object"), called="事实和理由"
            ),
        ),
        (
            f"{{?{stand}=agree}}对原告关于“{section.title}”的内容予以确认",
            f"{{?{stand}=object}}对原告关于“{section.title}”的内容有异议[：{{{why}}}]",
        ),
    )
