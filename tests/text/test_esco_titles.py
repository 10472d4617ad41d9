"""Job titles as occupations of ESCO: on a made-up release, and on the real one where it lies."""

import csv
import json
import threading
from pathlib import Path

import numpy as np
import pytest

from benchpin import reference as references
from benchpin.evaluate.esco_titles import measure_esco_titles
from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference
from benchpin.reference import datasets as sets
from benchpin.text.esco import index_builder as esco_build
from benchpin.text.esco.index import EscoIndex
from benchpin.text.esco.index_builder import INDEX_FILE, build
from benchpin.text.esco.titles import SCORE_FACTOR, EscoTitleReader, open_reader, weighted_words
from tests.cli.running import benchpin
from tests.reference.releases import ESCO, ESCO_CONCEPTS, ESCO_RELATIONS, zipped

DATA = Path(__file__).parents[2].parent / "shared" / "data"

SMITH, WATCH, SALES, SELLER, NURSE, COOK = (f"{ESCO}/occupation/{place}" for place in range(1, 7))
JOBS = {
    SMITH: ("goldsmith", "gold smith\nring maker", "Goldsmiths make jewellery of gold.", "solder"),
    WATCH: ("watchmaker", "watch repairer", "They repair watches and clocks.", "repair watches"),
    SALES: ("sales assistant", "shop assistant", "Sales assistants serve buyers.", "serve buyers"),
    SELLER: ("market vendor", "stall keeper", "They stand at a stall outdoors.", "serve buyers"),
    NURSE: ("nurse", "staff nurse\nward sister", "Nurses look after patients.", "give medicine"),
    COOK: ("cook", "kitchen cook", "Cooks prepare meals in a kitchen.", "prepare meals"),
}


def release(folder: Path, jobs: dict[str, tuple[str, str, str, str]]) -> list[Path]:
    """An ESCO of a few occupations, as two zips."""
    skills = {skill: f"{ESCO}/skill/{skill.replace(' ', '-')}" for *_, skill in jobs.values()}
    concepts = {
        **ESCO_CONCEPTS,
        "occupations_en": [
            ["conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels",
             "description"],
            *([uri, "7313", label, names, "", text] for uri, (label, names, text, _) in
              jobs.items()),
        ],
        "skills_en": [
            ESCO_CONCEPTS["skills_en"][0],
            *([uri, "skill/competence", skill, ""] for skill, uri in skills.items()),
        ],
    }  # fmt: skip
    relations = {
        **ESCO_RELATIONS,
        "occupationSkillRelations": [
            ESCO_RELATIONS["occupationSkillRelations"][0],
            *(
                [uri, "essential", "skill/competence", skills[skill]]
                for uri, (*_, skill) in jobs.items()
            ),
        ],
    }
    relations = {
        name: [[cell if cell != f"{ESCO}/skill/1" else skills["solder"] for cell in row]
               for row in rows]
        for name, rows in relations.items()
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    return [
        zipped(folder / "ESCO v1.1.1 classification.zip", concepts),
        zipped(folder / "ESCO v1.1.1 relations.zip", relations),
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("esco")
    sets.install_release("esco", release(place, JOBS), home=place / "home")
    return place / "home"


@pytest.fixture(scope="module")
def reader(home: Path) -> EscoTitleReader:
    with references.open(home) as held:
        return open_reader(held)


def tables(held: Reference) -> Path:
    path = held.installed("esco")
    assert path is not None
    return path


@pytest.mark.parametrize(
    ("title", "uri"),
    [
        ("goldsmith", SMITH),
        ("Senior GOLDSMITH (m/f)", SMITH),
        ("Goldsmiths", SMITH),
        ("golsmith", SMITH),
        ("Ring-maker", SMITH),
        ("tukang emas", SMITH),
        ("Watch repairer / sales", WATCH),
        ("Shop executive", SALES),
        ("Jururawat", NURSE),
        ("Sales assistant at Goldsmiths", SALES),
        ("shop assistant (kitchen department)", SALES),
    ],
)
def test_the_first_is_the_occupation_that_a_title_names(
    reader: EscoTitleReader, title: str, uri: str
) -> None:
    read = reader.read_title(title)
    assert read.good_match
    assert read.occupations[0].uri == uri


def test_words_of_descriptions_and_skills_count_too(reader: EscoTitleReader) -> None:
    best = reader.read_title("buyer").occupations[:2]
    assert {match.uri for match in best} == {SALES, SELLER}


@pytest.mark.parametrize("title", ["", "!!!", "zxqv", "qwzx vbkj", "12345", "senior"])
def test_a_title_of_unknown_words_is_no_good_match(reader: EscoTitleReader, title: str) -> None:
    read = reader.read_title(title)
    assert (read.good_match, read.occupations) == (False, ())


def test_scores_fall_stay_within_bounds_and_count_limits_them(reader: EscoTitleReader) -> None:
    for title in ("goldsmith", "sales", "kitchen sales nurse"):
        scores = [match.score for match in reader.read_title(title).occupations]
        assert len(scores) == len(JOBS)
        assert scores == sorted(scores, reverse=True)
        assert 0 <= scores[-1] <= scores[0] <= SCORE_FACTOR
        assert sum(scores) == pytest.approx(SCORE_FACTOR, abs=0.001)
    one = reader.read_title("sales", count=1)
    assert one.occupations == reader.read_title("sales").occupations[:1]


def test_a_plainer_title_is_surer(reader: EscoTitleReader) -> None:
    plain, mixed = (
        reader.read_title(title).occupations[0].score
        for title in ("goldsmith", "goldsmith or watchmaker")
    )
    assert plain > mixed


def test_many_titles_are_read_as_one_by_one(reader: EscoTitleReader) -> None:
    titles = ["goldsmith", "", "watches to sell", "zxqv", "nurse"] * 30
    together = list(reader.read_titles(titles))
    assert [read.title for read in together] == titles
    for read in together[:5]:
        alone = reader.read_title(read.title)
        assert [m.uri for m in alone.occupations] == [m.uri for m in read.occupations]
        assert [m.score for m in alone.occupations] == pytest.approx(
            [m.score for m in read.occupations], abs=2e-4
        )


def test_threads_may_share_a_reader(reader: EscoTitleReader) -> None:
    titles = [f"{word} {number}th" for number in range(40) for word in ("golsmith", "nurs", "sale")]
    expected = [reader.read_title(title) for title in titles]
    found: list[list[object]] = []
    threads = [
        threading.Thread(target=lambda: found.append([reader.read_title(t) for t in titles]))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 3


def test_words_aside_and_words_of_grade_weigh_less() -> None:
    assert weighted_words("Gemstone Executive (Jewellery)") == {
        "gemstone": 1.0, "executive": 0.3, "jewelry": 0.5,
    }  # fmt: skip
    assert weighted_words("Executive Goldsmith")["executive"] == 1.0
    assert weighted_words("(Goldsmith)") == {"goldsmith": 1.0}
    assert weighted_words("Pembantu Kedai") == {"assistant": 1.0, "shop": 1.0}


def test_the_order_of_the_tables_changes_nothing(home: Path, tmp_path: Path) -> None:
    backwards = dict(reversed(JOBS.items()))
    sets.install_release("esco", release(tmp_path, backwards), home=tmp_path / "home")
    with references.open(home) as one, references.open(tmp_path / "home") as other:
        first, second = build(one, tables(one)), build(other, tables(other))
    assert (first.uris, first.words) == (second.uris, second.words)
    title = {"sale": 1.0, "watch": 1.0}
    assert np.allclose(first.closeness([title]), second.closeness([title]), atol=1e-4)


def test_the_index_is_kept_and_made_anew_when_what_it_was_made_from_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets.install_release("esco", release(tmp_path, JOBS), home=tmp_path / "home")
    with references.open(tmp_path / "home") as held:
        kept = tables(held).with_name(INDEX_FILE)
        assert not kept.exists()
        first = open_reader(held).read_title("ring maker")
        assert kept.exists()

        with monkeypatch.context() as patched:
            patched.setattr(esco_build, "build", lambda *_: pytest.fail("the index is not used"))
            assert open_reader(held).read_title("ring maker") == first

        # A file that is broken, and one of another release, are passed over.
        kept.write_bytes(kept.read_bytes()[:100])
        assert open_reader(held).read_title("ring maker") == first
        other = {**JOBS, SMITH: ("goldsmith", "", "", "solder"), COOK: ("ring maker", "", "", "a")}
        sets.install_release("esco", release(tmp_path / "other", other), home=tmp_path / "home")
        assert open_reader(held).read_title("ring maker").occupations[0].uri == COOK


def test_an_index_that_cannot_be_kept_is_used_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets.install_release("esco", release(tmp_path, JOBS), home=tmp_path / "home")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(EscoIndex, "save", full)
    with references.open(tmp_path / "home") as held:
        assert open_reader(held).read_title("nurse").occupations[0].uri == NURSE
        assert not tables(held).with_name(INDEX_FILE).exists()


def test_without_esco_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    with (
        references.open(tmp_path) as held,
        pytest.raises(BadInput, match=r"ESCO is not installed.*'benchpin data add esco ZIP ZIP'"),
    ):
        open_reader(held)
    done = benchpin("title", "Cook", "--scheme", "esco", BENCHPIN_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("benchpin: ESCO is not installed")


def test_the_command_answers_concept_uris_and_roles(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    added = benchpin("data", "add", "esco", *release(tmp_path, JOBS), BENCHPIN_HOME=home)
    assert added.returncode == 0, added.stderr
    assert (tmp_path / "home" / "data" / "esco" / "1.1.1" / INDEX_FILE).exists()
    done = benchpin(
        "title", "Goldsmith", "zxqv", "--scheme", "esco", "--count", 2, "--format", "json",
        BENCHPIN_HOME=home,
    )  # fmt: skip
    first, second = json.loads(done.stdout)
    assert first["good_match"] is True
    assert len(first["occupations"]) == 2
    best = first["occupations"][0]
    assert (best["scheme"], best["code"], best["label"]) == ("esco", SMITH, "goldsmith")
    assert first["roles"][0]["role"] == "goldsmith"
    assert second == {"title": "zxqv", "good_match": False, "occupations": [], "roles": []}


@pytest.fixture(scope="module")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the real ESCO."""
    path = DATA / "esco-1.1.1"
    if not path.exists():
        pytest.skip("no release of ESCO lies beside the project")
    home = tmp_path_factory.mktemp("real")
    sets.install_release("esco", [path], home=home)
    return home


@pytest.fixture(scope="module")
def real(real_home: Path) -> EscoTitleReader:
    with references.open(real_home) as held:
        return open_reader(held)


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Sr. Bench Jeweller (Platinum)", "jeweller"),
        ("Watchmaker", "clock and watchmaker"),
        ("tukang emas", "goldsmith"),
        ("Diamond cutter", "precious stone cutter"),
        ("Auctioneer", "auctioneer"),
        ("Juruteknik penghawa dingin", "heating, ventilation, air conditioning"),
    ],
)
def test_titles_of_the_real_esco(real: EscoTitleReader, title: str, label: str) -> None:
    labels = [match.label for match in real.read_title(title, 3).occupations]
    assert any(each.startswith(label) for each in labels), labels


def test_every_preferred_label_of_the_real_esco_finds_itself(real: EscoTitleReader) -> None:
    index = real._index
    found = [read.occupations[:3] for read in real.read_titles(index.labels)]
    missed = [
        label
        for label, uri, best in zip(index.labels, index.uris, found, strict=True)
        if uri not in [match.uri for match in best]
    ]
    # A few labels consist of the words of others ("head chef", "chef").
    assert len(missed) < 0.02 * len(index.labels), missed


def test_the_real_reader_is_better_than_the_baseline(real_home: Path) -> None:
    truth = DATA / "evaluation" / "titles-to-esco-dev.csv"
    if not truth.exists():
        pytest.skip("no titles with ESCO occupations lie beside the project")
    with references.open(real_home) as held:
        scores = measure_esco_titles(truth, held, sample=600).scores
    more = {score.metric: score for score in scores if score.subject == "reader less baseline"}
    for score in more.values():
        assert score.low is not None
        assert score.low > 0, score


def test_the_measure_counts_places_and_leaves_out_what_esco_does_not_have(
    home: Path, tmp_path: Path
) -> None:
    truth = tmp_path / "titles.csv"
    with truth.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["vacancyTitle", "conceptUri"])
        rows.writerows(
            [["goldsmith", SMITH], ["zxqv", WATCH], ["Nurse", NURSE], ["Lost", f"{ESCO}/lost"]]
        )
    with references.open(home) as held:
        found = measure_esco_titles(truth, held)
        with pytest.raises(BadInput, match="no such file"):
            measure_esco_titles(tmp_path / "nowhere.csv", held)
    assert found.cases == 3
    values = {(score.subject, score.metric): score.value for score in found.scores}
    assert values["reader", "MRR"] == pytest.approx(2 / 3)
    assert values["reader", "R@10"] == pytest.approx(2 / 3)
