"""Each way through the pages, walked in a real browser, with JavaScript and without, on a phone."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import DESK

RESUMES = Path(__file__).parents[2] / "resumes"
BOTH = pytest.mark.parametrize(
    "context", [{}, {"java_script_enabled": False}], indirect=True, ids=["js", "no-js"]
)


def begin(page: Page, *, young: bool = False, shared: bool = False) -> str:
    """Go through the door; the code, if one was given."""
    page.goto("/")
    page.get_by_role("link", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you begin")
    page.get_by_label("No, under 18" if young else "Yes, 18 or older").check()
    page.get_by_label("Other people too" if shared else "Only me").check()
    page.get_by_role("button", name="Continue").click()
    if shared:
        expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is saved")
        page.get_by_role("button", name="Continue").click()
        return ""
    code_match = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", page.locator(".code-big").inner_text())
    assert code_match
    page.get_by_role("button", name="I have written it down").click()
    return code_match[0]


def two_minutes(page: Page, *, role: str = "Bench jeweler") -> None:
    """The two-minute start, to the review of the skills that were found."""
    page.get_by_role("link", name="Two-minute start").click()
    if role:
        page.get_by_label("Do you have a role in mind?").select_option(label=role)
    page.get_by_label("Your current or most recent job").fill("Retail salesperson")
    page.get_by_label("How many years?").fill("5")
    page.get_by_label("What did you do there").fill(
        "Sold watches at the counter and sized rings on Saturdays. I never did casting."
    )
    page.get_by_label("City or state").fill("Providence")
    page.get_by_label("The lowest yearly pay").fill("$42,000")
    page.get_by_label("At the workplace").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What we understood")


def fits(page: Page) -> None:
    """Nothing stands out of a narrow screen."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} wide"  # type: ignore[index]


@BOTH
def test_from_the_door_to_a_ranking(page: Page) -> None:
    begin(page)
    two_minutes(page)
    sizing = page.get_by_role("group", name="Ring sizing")
    expect(sizing).to_contain_text("sized rings on Saturdays")
    expect(page.locator("main")).not_to_contain_text("Lost-wax casting")
    sizing.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("group", name="Ring sizing")).to_contain_text("Confirmed")
    page.get_by_role("link", name="This looks right. Show me the roles").click()
    expect(page).to_have_title(re.compile("^Your answer"))
    expect(page.locator(".step")).to_be_visible()
    expect(page.get_by_role("heading", name="Bench jeweler").first).to_be_visible()


@BOTH
def test_a_role_is_put_aside_and_brought_back(page: Page) -> None:
    begin(page)
    two_minutes(page, role="")
    page.goto("/you/results/")
    first = page.locator(".card").first
    label = first.get_by_role("heading").inner_text()
    first.get_by_role("button", name="Not for me").click()
    expect(page.get_by_role("status").first).to_contain_text(label)
    expect(page.locator(".card").first).not_to_contain_text(label)
    page.get_by_role("button", name="Bring it back").first.click()
    expect(page.locator(".card").first).to_contain_text(label)


@BOTH
def test_a_role_that_is_wanted_leads_to_its_page_and_step(page: Page) -> None:
    begin(page)
    two_minutes(page, role="")
    page.goto("/you/results/")
    card = page.locator(".card").nth(1)
    label = card.get_by_role("heading").inner_text()
    card.get_by_role("link", name="Next steps").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label)
    page.get_by_role("button", name="I want this one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label)
    expect(page.locator("#next")).to_contain_text(label.lower())
    page.get_by_role("link", name="My answer").or_(
        page.get_by_role("link", name="Back to all your roles")
    ).last.click()
    expect(page.locator(".step")).to_contain_text(label.lower())
    expect(page.locator(".card").nth(1)).to_contain_text("You chose this role")


@BOTH
def test_another_emphasis_moves_the_ranking(page: Page) -> None:
    begin(page)
    two_minutes(page, role="")
    page.goto("/you/results/")
    before = page.locator(".card h3, .outs h3").all_text_contents()
    page.get_by_text("Change what should count more").click()
    page.get_by_role("slider", name="Experience").fill("0")
    page.get_by_role("button", name="Work it out again").click()
    expect(page.get_by_role("status").first).to_contain_text("The order changed")
    assert page.locator(".card h3, .outs h3").all_text_contents() != before


@BOTH
def test_roles_are_sorted_by_pay_and_narrowed(page: Page) -> None:
    begin(page)
    two_minutes(page, role="")
    page.goto("/you/results/")
    page.get_by_text("Sort or narrow the roles").click()
    page.get_by_label("Sort by").select_option(label="Typical pay")
    page.get_by_label("Way of work").select_option(label="Hybrid possible")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Your roles in one list")).to_be_visible()
    expect(page.locator("#list [role=status]")).to_contain_text("roles.")
    expect(page.locator("#list .outs")).not_to_contain_text("On site.")
    fits(page)
    page.get_by_role("link", name="Back to the groups").click()
    expect(page.locator(".card").first).to_be_visible()


@BOTH
def test_an_emphasis_of_nothing_is_told(page: Page) -> None:
    begin(page)
    two_minutes(page, role="")
    page.goto("/you/results/")
    page.get_by_text("Change what should count more").click()
    for slider in page.get_by_role("slider").all():
        slider.fill("0")
    page.get_by_role("button", name="Work it out again").click()
    expect(page.locator(".notice").first).to_contain_text("there is nothing to rank by")


@BOTH
def test_a_role_in_full_and_roles_side_by_side(page: Page) -> None:
    begin(page)
    two_minutes(page)
    page.goto("/you/results/")
    page.locator(".card h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/you/results/")
    for card in page.locator(".card").all()[:2]:
        card.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare the roles you ticked").click()
    expect(page.locator("main table").first).to_be_visible()
    fits(page)


@BOTH
def test_the_interview_goes_on_skips_goes_back_and_ends(page: Page) -> None:
    begin(page)
    page.get_by_role("link", name="Take the interview").click()
    questions: list[str] = []
    for number in range(16):
        heading = page.get_by_role("heading", level=1)
        if heading.inner_text() == "Your interests":
            break
        expect(page.locator("main")).to_contain_text("conversation starter, not a validated")
        item = heading.inner_text()
        assert item not in questions, "asked twice"
        questions.append(item)
        answer = "Skip this one" if number == 2 else ("Yes, very much", "Not sure")[number % 2]
        page.get_by_role("button", name=answer, exact=True).click()
        expect(page.locator("h1")).not_to_have_text(item)
        if number == 4:
            page.get_by_role("button", name="Go back one question").click()
            expect(page.locator("h1")).to_have_text(item)
            questions.remove(item)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your interests")
    assert 8 <= len(questions) <= 15
    page.get_by_role("link", name="See the roles that fit you").click()
    expect(page.locator(".card").first).to_be_visible()


@BOTH
def test_a_resume_is_read_and_reviewed(page: Page) -> None:
    begin(page)
    page.get_by_role("link", name="Upload a resume").click()
    page.get_by_label("Your resume").set_input_files(RESUMES / "military.pdf")
    page.get_by_role("button", name="Read my resume").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What we understood")
    expect(page.locator("main")).to_contain_text("Left out to protect your privacy")
    expect(page.get_by_role("heading", name="Skills we found in your words")).to_be_visible()


@BOTH
def test_a_resume_that_cannot_be_read_is_told(page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "resume.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    begin(page)
    page.get_by_role("link", name="Upload a resume").click()
    page.get_by_label("Your resume").set_input_files(bad)
    page.get_by_role("button", name="Read my resume").click()
    expect(page.get_by_role("alert")).to_contain_text("is damaged or not a PDF")


def test_a_resume_on_its_way_says_so_and_a_large_one_stays(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "portfolio.pdf"
    large.write_bytes(bytes(10_000_001))
    begin(page)
    page.get_by_role("link", name="Upload a resume").click()
    status = page.locator("form [role=status]")
    posts: list[str] = []
    page.on(
        "request", lambda request: posts.append(request.url) if request.method == "POST" else None
    )
    page.get_by_label("Your resume").set_input_files(large)
    page.get_by_role("button", name="Read my resume").click()
    expect(status).to_contain_text("up to 10 MB")
    assert posts == []
    # What a page shows while an answer is on its way can be seen where none ever comes.
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_label("Your resume").set_input_files(RESUMES / "military.pdf")
    page.get_by_role("button", name="Read my resume").click()
    expect(status).to_have_text("We are reading your resume. This takes a few seconds.")


def test_a_double_click_answers_one_question(page: Page) -> None:
    begin(page)
    page.get_by_role("link", name="Take the interview").click()
    place = page.get_by_role("button", name="Not sure", exact=True).bounding_box()
    assert place
    page.mouse.move(place["x"] + 9, place["y"] + 9)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("main")).to_contain_text("Question 2 of")
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    page.wait_for_load_state("networkidle")
    page.goto("/you/")
    expect(page.locator("main")).to_contain_text("Answers in the interview: 1")


@BOTH
def test_levels_that_were_chosen_stay_until_their_skill_is_decided(page: Page) -> None:
    begin(page)
    two_minutes(page)
    rows = page.locator(".skill-row")
    names = rows.locator("legend").all_inner_texts()
    page.get_by_role("group", name=names[1]).get_by_role("combobox").select_option("4")
    page.get_by_role("group", name=names[0]).get_by_role("button", name="Remove").click()
    expect(page.get_by_role("group", name=names[0])).to_have_count(0)
    expect(page.get_by_role("group", name=names[1]).get_by_role("combobox")).to_have_value("4")


@BOTH
def test_a_former_job_is_found_in_the_lists(page: Page) -> None:
    begin(page)
    page.get_by_role("link", name="Start with a past job").click()
    page.get_by_label("Job title").fill("dental technician")
    page.get_by_role("button", name="Find it").click()
    page.get_by_label("Dental Laboratory Technicians").check()
    page.get_by_label("Start year").fill("2012")
    page.get_by_role("button", name="Save this job").click()
    expect(page.get_by_role("link", name="dental technician")).to_be_visible()
    page.get_by_role("link", name="Done adding jobs").click()
    page.get_by_role("link", name="See the roles that fit you").click()
    expect(page.locator(".card").first).to_be_visible()


@BOTH
def test_a_code_brings_somebody_back(page: Page) -> None:
    code = begin(page)
    two_minutes(page)
    page.goto("/you/leave/")
    page.get_by_role("button", name="Leave now").click()
    page.goto("/you/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you begin")
    page.goto("/back/")
    page.get_by_label("Your code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Open my page").click()
    expect(page.locator("main")).to_contain_text("Retail salesperson")


@pytest.mark.parametrize(
    "context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True
)
def test_a_code_is_copied(page: Page) -> None:
    page.goto("/before/")
    page.get_by_label("Yes, 18 or older").check()
    page.get_by_label("Only me").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator("#copied")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#code").inner_text()


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_no_button_promises_to_copy(page: Page) -> None:
    page.goto("/before/")
    page.get_by_label("Yes, 18 or older").check()
    page.get_by_label("Only me").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".code-big")).to_be_visible()
    expect(page.locator("[data-copies]")).to_be_hidden()


@BOTH
def test_a_way_that_was_chosen_on_the_home_page_comes_first(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="I am leaving school").click()
    page.get_by_label("Yes, 18 or older").check()
    page.get_by_label("Only me").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="I have written it down").click()
    expect(page.locator("main")).to_contain_text("Question 1 of 15 at most")


@BOTH
def test_everything_is_downloaded_deleted_and_opened_again(page: Page, tmp_path: Path) -> None:
    begin(page)
    two_minutes(page)
    page.goto("/you/data/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download everything").click()
    file = tmp_path / "benchpin-case.json"
    waiting.value.save_as(file)
    assert json.loads(file.read_text())["schema"] == "benchpin.case/1"
    page.get_by_role("link", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything is deleted")
    page.goto("/open/")
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_label("Only me").check()
    page.get_by_role("button", name="Open it").click()
    page.goto("/you/")
    expect(page.locator("main")).to_contain_text("Retail salesperson")


@BOTH
def test_on_a_shared_computer_nothing_stays(page: Page) -> None:
    begin(page, shared=True)
    two_minutes(page)
    page.goto("/you/results/")
    expect(page.locator(".card").first).to_be_visible()
    page.goto("/you/leave/")
    page.get_by_role("button", name="Leave now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have left")
    page.go_back()
    page.reload()
    expect(page.locator("main")).not_to_contain_text("Retail salesperson")
    page.goto("/you/data/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you begin")


@BOTH
def test_under_18_a_trusted_adult_is_named_and_no_stranger(page: Page) -> None:
    begin(page, young=True)
    two_minutes(page)
    page.goto("/you/results/")
    expect(page.locator("main")).to_contain_text("an adult you trust")


@BOTH
def test_what_two_windows_change_is_not_lost(page: Page) -> None:
    begin(page)
    page.goto("/you/two-minutes/")
    other_page = page.context.new_page()
    other_page.goto("/you/two-minutes/")
    other_page.get_by_label("City or state").fill("RI")
    other_page.get_by_role("button", name="Continue").click()
    page.get_by_label("The lowest yearly pay").fill("51000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This was changed in another window")
    expect(page.locator("main")).to_contain_text("51000")
    page.get_by_role("button", name="Use what I entered").click()
    page.goto("/you/")
    expect(page.locator("main")).to_contain_text("51,000")


@BOTH
def test_a_figure_s_footnote_opens_on_the_spot(page: Page) -> None:
    page.goto("/roles/bench-jeweler/?area=RI")
    mark = page.locator("#pay button.mark, [id^=pay] button.mark").first
    mark.scroll_into_view_if_needed()
    mark.click()
    note = page.locator(".footnote:popover-open")
    expect(note).to_contain_text("Bureau of Labor Statistics")
    page.keyboard.press("Escape")
    expect(page.locator(".footnote:popover-open")).to_have_count(0)


@BOTH
def test_lists_are_searched_and_narrowed(page: Page) -> None:
    page.goto("/qualifications/")
    page.get_by_role("searchbox").fill("gemologist")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".found")).to_have_text(re.compile(r"^\d+ found"))
    expect(page.get_by_role("link", name="Graduate Gemologist (GG)")).to_be_visible()
    page.locator("details.narrow > summary").click()
    page.locator(".filters a").first.click()
    expect(page.locator(".filters a[aria-current]").first).to_be_attached()


@BOTH
def test_a_place_that_is_several_is_asked_after(page: Page) -> None:
    page.goto("/roles/bench-jeweler/")
    page.get_by_label("Where in the United States?").fill("Portland")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Portland-South Portland, ME").click()
    expect(page.locator("main")).to_contain_text("Portland-South Portland, ME")


@pytest.mark.parametrize("context", [{"viewport": DESK}], indirect=True)
def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    _press(page, "Begin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you begin")
    _to(page, "radio", "Yes, 18 or older")
    page.keyboard.press("Space")
    _to(page, "radio", "Only me. Save my answers and give me a code to come back")
    page.keyboard.press("Space")
    _press(page, "Continue")
    _press(page, "I have written it down")
    _press(page, "Take the interview")
    for _ in range(15):
        if page.locator("h1").inner_text() == "Your interests":
            break
        before = page.locator("h1").inner_text()
        _press(page, "Yes, very much" if len(before) % 2 else "Not really")
        expect(page.locator("h1")).not_to_have_text(before)
    _press(page, "See the roles that fit you")
    expect(page.locator(".card").first).to_be_visible()


def _to(page: Page, role: str, name: str) -> None:
    """Go on with Tab until the control has the focus, which must be seen."""
    control = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _ in range(120):
        page.keyboard.press("Tab")
        if control.evaluate("node => node === document.activeElement"):
            ring = control.evaluate("node => getComputedStyle(node).outlineStyle")
            assert ring != "none", f"{name}: the focus cannot be seen"
            return
    raise AssertionError(f"{name} cannot be reached by keyboard on {page.url}")


def _press(page: Page, name: str) -> None:
    link = page.get_by_role("link", name=name, exact=True)
    either = link.or_(page.get_by_role("button", name=name, exact=True)).first
    expect(either).to_be_visible()
    _to(page, "link" if link.count() else "button", name)
    page.keyboard.press("Enter")
