"""Read a resume file as a profile: file format, text, sections, fields and skill mentions."""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final, Literal

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.profile.free_text import with_proposals
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.europass.passport_reader import read_xml
from benchpin.profile.interchange.extension_reader import restore_extension
from benchpin.profile.interchange.json_resume.reader import read_json
from benchpin.profile.loader import from_table, parse
from benchpin.profile.qualification_names import find_qualification
from benchpin.profile.resume.dates import day_order
from benchpin.profile.resume.draft import (
    DraftProfile,
    Entry,
    ReadResume,
    SkillMentionLike,
    SkillSpotter,
    TextSpan,
)
from benchpin.profile.resume.education import read_certificates, read_education
from benchpin.profile.resume.formats.detection import (
    SourceText,
    check_length,
    clean_text,
    detect_format,
    read_resume_file,
)
from benchpin.profile.resume.formats.docx import read_docx
from benchpin.profile.resume.formats.pdf import read_pdf
from benchpin.profile.resume.formats.plain_text import read_markdown, read_plain
from benchpin.profile.resume.language_detection import detect_other_language
from benchpin.profile.resume.languages import read_languages
from benchpin.profile.resume.positions import read_experience
from benchpin.profile.resume.privacy import PRIVATE_DETAIL_KINDS, is_redacted, redact
from benchpin.profile.resume.residence import read_residence
from benchpin.profile.resume.sections import lines_of, sections_of
from benchpin.reference import Reference
from benchpin.text.skills import spotter

MENTION_KINDS: Final[tuple[Literal["held", "wished"], ...]] = ("held", "wished")


def read_resume(
    path: Path,
    catalog: Catalog,
    *,
    extract_skills: SkillSpotter | None = None,
    keep: Collection[str] = (),
    reference: Reference | None = None,
) -> ReadResume:
    """The profile in a resume: PDF, Word, text, Markdown, JSON Resume, Europass or profile TOML.

    `extract_skills` finds skills in a text; without it, `text.skills.spotter.spot_skills` does.
    `keep` names kinds of private details that stay in the text. With `reference`, the town of a
    contact line becomes the area. Raises BadInput, in one sentence, where the file cannot be read.
    """
    content = read_resume_file(path)
    return read_content(
        content,
        catalog,
        name=str(path),
        extract_skills=extract_skills,
        keep=keep,
        reference=reference,
    )


def read_content(
    content: bytes,
    catalog: Catalog,
    *,
    name: str = "resume",
    extract_skills: SkillSpotter | None = None,
    keep: Collection[str] = (),
    reference: Reference | None = None,
) -> ReadResume:
    """The profile in the bytes of a resume; messages and evidence call the file `name`."""
    for kind in keep:
        if kind not in PRIVATE_DETAIL_KINDS:
            kinds = ", ".join(PRIVATE_DETAIL_KINDS)
            raise BadFile(f"no such kind of private detail '{kind}'; use one of {kinds}")
    document_format, text = detect_format(content, name)
    match document_format:
        case "toml":
            profile = parse(text, catalog, name=name)
            return ReadResume(with_proposals(profile, catalog), text)
        case "json":
            composed_text = ComposedText(keep)
            resume = _resume_from_composed_text(
                read_json(text, name, catalog, composed_text),
                composed_text,
                catalog,
                name,
                extract_skills,
            )
            return restore_extension(resume, text, catalog)
        case "xml":
            composed_text = ComposedText(keep)
            resume = _resume_from_composed_text(
                read_xml(text, name, catalog, composed_text),
                composed_text,
                catalog,
                name,
                extract_skills,
            )
            return restore_extension(resume, text, catalog)
        case "pdf":
            document, attachments = read_pdf(content, name)
            # A Europass PDF has its data attached as XML, which is read instead of the pages.
            for attachment in attachments:
                composed_text = ComposedText(keep)
                try:
                    draft = read_xml(attachment, name, catalog, composed_text)
                except BadFile:
                    continue  # an attachment of another kind: the pages are read instead
                return _resume_from_composed_text(
                    draft, composed_text, catalog, name, extract_skills
                )
        case "docx":
            document = read_docx(content, name)
        case "markdown":
            document = read_markdown(text)
        case "text":
            document = read_plain(text)
    return _resume_from_text(
        check_length(document, name), catalog, name, extract_skills, keep, reference
    )


def _resume_from_composed_text(
    draft: DraftProfile,
    composed_text: ComposedText,
    catalog: Catalog,
    name: str,
    extract_skills: SkillSpotter | None,
) -> ReadResume:
    return _resume_from_draft(
        draft, composed_text.text, composed_text.left_out, catalog, name, extract_skills
    )


def _resume_from_text(
    document: SourceText,
    catalog: Catalog,
    name: str,
    extract_skills: SkillSpotter | None,
    keep: Collection[str],
    reference: Reference | None,
) -> ReadResume:
    """The profile in a text: private details are redacted before sections and fields are read."""
    if not any(character.isalpha() for character in document.text):
        raise BadFile(f"{name}: has no text we can read; check that this is the right file")
    raw_text = clean_text(document.text)
    text, kinds = redact(raw_text, keep)
    document = SourceText(text, document.headings, document.pictures)
    left_out = {*kinds, *(["picture"] if document.pictures else [])}
    draft = DraftProfile()
    if reference is not None:
        # From the raw text: a zip code or telephone number shows the country.
        read_residence(raw_text, text, catalog, reference, draft)
    language = detect_other_language(text)
    # False also where no date shows the order: of 03/04/2019 only the year is kept then.
    day_first = bool(day_order(text))
    for section in sections_of(document):
        match section.kind:
            case "experience":
                read_experience(section.lines, catalog, draft, day_first=day_first, text=text)
            case "education":
                read_education(section.lines, catalog, draft, day_first=day_first)
            case "certificates":
                read_certificates(section.lines, catalog, draft, day_first=day_first)
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
    return _resume_from_draft(draft, text, left_out, catalog, name, extract_skills)


def _not_english(language: str) -> str:
    language_phrase = "in another language" if language == "another language" else f"in {language}"
    return (
        f"The resume seems to be {language_phrase}; only English is read, so most of it was not "
        "understood."
    )


def _named_qualifications(document: SourceText, catalog: Catalog, draft: DraftProfile) -> None:
    """Add qualifications that stand alone on a line: their names are the same in every language."""
    entry_starts = {entry["what"].start for entry in (*draft.certificates, *draft.education)}
    for line in lines_of(document):
        label, _, _ = line.text.partition(",")
        qualification = find_qualification(label, catalog) if len(label.split()) > 1 else None
        if qualification and line.start not in entry_starts:
            end = line.start + len(label)
            entry: Entry = {
                "what": TextSpan(label, line.start, end),
                "qualification": TextSpan(qualification, line.start, end),
            }
            draft.certificates.append(entry)


def _resume_from_draft(
    draft: DraftProfile,
    text: str,
    left_out: Collection[str],
    catalog: Catalog,
    name: str,
    extract_skills: SkillSpotter | None,
) -> ReadResume:
    """The profile of a draft, with the skills that its text shows, each proposed.

    Skills that the person wants to learn go to `aims.learn`, and count for nothing.
    """
    extract_skills = extract_skills or spotter.spot_skills
    held_mentions, wished_mentions = (
        tuple(
            mention
            for mention in extract_skills(text, catalog, kind=kind)
            if not is_redacted(text, mention.start)
        )
        for kind in MENTION_KINDS
    )
    table: dict[str, Any] = draft.table()
    table["skills"] = _proposed_skills(held_mentions, name)
    table["aims"] = {"learn": [mention.skill for mention in wished_mentions]}
    profile = from_table(table, catalog, name=name)
    return ReadResume(
        profile=profile,
        text=text,
        spans=draft.spans(),
        spotted=held_mentions,
        wished=wished_mentions,
        left_out=tuple(sorted(left_out)),
        notes=tuple(dict.fromkeys(draft.notes)),
    )


def _proposed_skills(mentions: tuple[SkillMentionLike, ...], name: str) -> list[dict[str, Any]]:
    """Each skill once as a profile has it: its highest level, with the sentence that shows it."""
    best_by_skill: dict[str, SkillMentionLike] = {}
    for mention in mentions:
        if mention.skill not in best_by_skill or mention.level > best_by_skill[mention.skill].level:
            best_by_skill[mention.skill] = mention
    return [
        {
            "skill": mention.skill,
            "level": mention.level,
            "status": "proposed",
            "evidence": " ".join(mention.text.split()),
            "file": Path(name).name,
            "start": mention.start,
            "end": mention.end,
        }
        for mention in best_by_skill.values()
    ]
