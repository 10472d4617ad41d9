"""A resume as a profile: what kind of file it is, what it says, and where it says so."""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final, Literal

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.europass.passport_reader import read_xml
from benchpin.profile.interchange.extension_reader import restore_extension
from benchpin.profile.interchange.json_resume.reader import read_json
from benchpin.profile.loader import from_table, parse
from benchpin.profile.resume.dates import day_order
from benchpin.profile.resume.draft import (
    DraftProfile,
    Entry,
    ReadResume,
    SkillMentionLike,
    SkillSpotter,
    TextSpan,
)
from benchpin.profile.resume.education import qualification_of, read_certificates, read_education
from benchpin.profile.resume.formats.detection import (
    SourceText,
    checked,
    clean,
    content_of,
    kind_of,
)
from benchpin.profile.resume.formats.docx import read_docx
from benchpin.profile.resume.formats.pdf import read_pdf
from benchpin.profile.resume.formats.plain_text import read_markdown, read_plain
from benchpin.profile.resume.language_detection import other_language
from benchpin.profile.resume.languages import read_languages
from benchpin.profile.resume.positions import read_experience
from benchpin.profile.resume.privacy import KINDS, is_redacted, redact
from benchpin.profile.resume.residence import read_residence
from benchpin.profile.resume.sections import lines_of, sections_of
from benchpin.reference import Reference
from benchpin.text.skills import spotter as skills

KINDS_OF_SKILL: Final[tuple[Literal["held", "wished"], ...]] = ("held", "wished")


def read_resume(
    path: Path,
    catalog: Catalog,
    *,
    spot: SkillSpotter | None = None,
    keep: Collection[str] = (),
    reference: Reference | None = None,
) -> ReadResume:
    """The person in a file: PDF, Word, text, Markdown, JSON Resume, Europass or a profile.

    `spot` finds skills in a text, and is `benchpin.reading`'s where it is left out; `keep` names
    kinds of private details that stay in the text; with `reference`, which knows the areas, the
    town of a contact line becomes the area. Raises BadInput, one sentence, for a file that cannot
    be read.
    """
    content = content_of(path)
    return read_content(content, catalog, name=str(path), spot=spot, keep=keep, reference=reference)


def read_content(
    content: bytes,
    catalog: Catalog,
    *,
    name: str = "resume",
    spot: SkillSpotter | None = None,
    keep: Collection[str] = (),
    reference: Reference | None = None,
) -> ReadResume:
    """The same for the bytes of a file; `name` is what messages and evidence call it."""
    for kind in keep:
        if kind not in KINDS:
            raise BadFile(f"no such kind of private detail '{kind}'; use one of {', '.join(KINDS)}")
    kind_, text = kind_of(content, name)
    match kind_:
        case "toml":
            profile = parse(text, catalog, name=name)
            return ReadResume(profile, text)
        case "json":
            page = ComposedText(keep)
            found = _of_page(read_json(text, name, catalog, page), page, catalog, name, spot)
            return restore_extension(found, text, catalog)
        case "xml":
            page = ComposedText(keep)
            found = _of_page(read_xml(text, name, catalog, page), page, catalog, name, spot)
            return restore_extension(found, text, catalog)
        case "pdf":
            document, attached = read_pdf(content, name)
            for part in attached:
                page = ComposedText(keep)
                try:
                    draft = read_xml(part, name, catalog, page)
                except BadFile:
                    continue  # an attachment of another kind; the page itself is read
                return _of_page(draft, page, catalog, name, spot)
        case "docx":
            document = read_docx(content, name)
        case "markdown":
            document = read_markdown(text)
        case "text":
            document = read_plain(text)
    return _of_text(checked(document, name), catalog, name, spot, keep, reference)


def _of_page(
    draft: DraftProfile, page: ComposedText, catalog: Catalog, name: str, spot: SkillSpotter | None
) -> ReadResume:
    return _finished(draft, page.text, page.left_out, catalog, name, spot)


def _of_text(
    document: SourceText,
    catalog: Catalog,
    name: str,
    spot: SkillSpotter | None,
    keep: Collection[str],
    reference: Reference | None,
) -> ReadResume:
    """The person in a text: private details out, then sections, then what stands in each."""
    if not any(character.isalpha() for character in document.text):
        raise BadFile(f"{name}: holds no text that could be read; check the name")
    raw = clean(document.text)
    text, kinds = redact(raw, keep)
    document = SourceText(text, document.headings, document.pictures)
    left_out = {*kinds, *(["picture"] if document.pictures else [])}
    draft = DraftProfile()
    if reference is not None:
        read_residence(raw, text, catalog, reference, draft)
    language = other_language(text)
    british = bool(day_order(text))
    for section in sections_of(document):
        match section.kind:
            case "experience":
                read_experience(section.lines, catalog, draft, british=british, text=text)
            case "education":
                read_education(section.lines, catalog, draft, british=british)
            case "certificates":
                read_certificates(section.lines, catalog, draft, british=british)
            case "languages":
                read_languages(section.lines, draft)
    if language is not None:
        draft.notes.insert(0, _not_english(language))
        _named_qualifications(document, catalog, draft)
    elif not draft.parts():
        draft.notes.insert(
            0,
            "No section was found that is called experience, education, certificates or languages; "
            "write such headings above them, or write a profile.",
        )
    return _finished(draft, text, left_out, catalog, name, spot)


def _not_english(language: str) -> str:
    what = "in another language" if language == "another language" else f"in {language}"
    return f"The resume seems to be {what}; only English is read, so most of it was not understood."


def _named_qualifications(document: SourceText, catalog: Catalog, draft: DraftProfile) -> None:
    """Qualifications that stand alone on a line, which are called the same in every language."""
    held = {entry["what"].start for entry in (*draft.certificates, *draft.education)}
    for line in lines_of(document):
        head, _, _ = line.text.partition(",")
        known = qualification_of(head, catalog) if len(head.split()) > 1 else None
        if known and line.start not in held:
            end = line.start + len(head)
            entry: Entry = {
                "what": TextSpan(head, line.start, end),
                "qualification": TextSpan(known, line.start, end),
            }
            draft.certificates.append(entry)


def _finished(
    draft: DraftProfile,
    text: str,
    left_out: Collection[str],
    catalog: Catalog,
    name: str,
    spot: SkillSpotter | None,
) -> ReadResume:
    """The profile of a draft, with the skills that its text shows, each waiting for a yes.

    Skills that it wishes for stand under `aims.learn`, and count for nothing.
    """
    spot = spot or skills.spot_skills
    spotted, wished = (
        tuple(each for each in spot(text, catalog, kind=kind) if not is_redacted(text, each.start))
        for kind in KINDS_OF_SKILL
    )
    table: dict[str, Any] = draft.table()
    table["skills"] = _held(spotted, name)
    table["aims"] = {"learn": [each.skill for each in wished]}
    profile = from_table(table, catalog, name=name)
    return ReadResume(
        profile=profile,
        text=text,
        spans=draft.spans(),
        spotted=spotted,
        wished=wished,
        left_out=tuple(sorted(left_out)),
        notes=tuple(dict.fromkeys(draft.notes)),
    )


def _held(spotted: tuple[SkillMentionLike, ...], name: str) -> list[dict[str, Any]]:
    """Each skill once, at the highest level that a sentence shows, with that sentence."""
    best: dict[str, SkillMentionLike] = {}
    for found in spotted:
        if found.skill not in best or found.level > best[found.skill].level:
            best[found.skill] = found
    return [
        {
            "skill": found.skill,
            "level": found.level,
            "status": "proposed",
            "evidence": " ".join(found.text.split()),
            "file": Path(name).name,
            "start": found.start,
            "end": found.end,
        }
        for found in best.values()
    ]
