"""Private details are found by form, label and place; what only looks alike stays."""

import pytest

from benchpin.profile.resume import PRIVATE_DETAIL_KINDS
from benchpin.profile.resume.privacy import redact


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to jo.doe+x@example.co.uk", "email address"),
        ("(401) 555-0142", "phone number"),
        ("+44 20 7946 0958", "phone number"),
        ("401.555.0142", "phone number"),
        ("07700 900123", "phone number"),
        ("Mobile: 5550142", "phone number"),
        ("see linkedin.com/in/somebody", "web address"),
        ("https://example.com/me?x=1", "web address"),
        ("Instagram: ringsbyjo", "social media name"),
        ("@ringsbyjo", "social media name"),
        ("12 Old Mill Road, Apt 4", "street address"),
        ("PO Box 117", "street address"),
        ("Birmingham B18 6LT", "street address"),
        ("Date of birth: 3 May 1980", "date of birth"),
        ("DOB 03/05/1980", "date of birth"),
        ("Born: 3 May 1980", "date of birth"),
        ("Born 3 May 1980 in Lima", "date of birth"),
        ("Age: 44", "age"),
        ("I am 44 years old", "age"),
        ("Marital status: divorced", "marital status"),
        ("married with two children", "family"),
        ("Nationality: Peruvian", "nationality"),
        ("Sex: F", "gender"),
        ("Religion - Quaker", "religion"),
        ("SSN 078-05-1120", "identity number"),
        ("Passport No.: X1234567", "identity number"),
        ("NI number: QQ123456C", "identity number"),
        ("DNI: 12345678Z", "identity number"),
        ("IBAN GB33 BUKB 2020 1555 5555 55", "bank details"),
        ("Health: asthma", "health"),
        ("Reference: Ms. Poe, foreman", "referee"),
        ("Visa status: H-1B", "visa or residence status"),
    ],
)
def test_a_detail_is_left_out(text: str, kind: str) -> None:
    done, kinds = redact(f"EXPERIENCE\n{text}\n")
    assert kind in kinds
    assert f"[{kind}]" in done
    assert kind in PRIVATE_DETAIL_KINDS
    kept, kinds = redact(f"EXPERIENCE\n{text}\n", PRIVATE_DETAIL_KINDS)
    assert kept == f"EXPERIENCE\n{text}\n"
    assert kinds == ()


@pytest.mark.parametrize(
    "text",
    [
        "Serviced ETA 2824-2, 2892 and 7750 movements",
        "Bench Jeweler, 2016 - 2018",
        "Sold 1,200 rings a year for $350,000",
        "Single and double halo settings; married metals",
        "Taught children aged 9 to 12 in a class of 14",
        "Address repairs within 3 days; contact clients",
        "Health and safety: kept the bench tidy",
        "Set 0.005 ct stones; 925 and 750 gold",
        "Operated a 3D printer, 24 hours",
        "References available upon request",
        "12 St. Jude medals cast",
        "Race car parts polished to 2000 grit",
        "Section 7679-02, unit 201",
        "Weight of castings recorded to 0.01 g",
    ],
)
def test_what_only_looks_alike_stays(text: str) -> None:
    assert redact(f"EXPERIENCE\n{text}\n") == (f"EXPERIENCE\n{text}\n", ())


def test_the_name_above_goes_and_a_title_above_stays() -> None:
    assert redact("Jo Marie Doe\nEXPERIENCE\nJo Marie Doe Studio")[0] == (
        "[name]\nEXPERIENCE\n[name] Studio"
    )
    assert redact("Bench Jeweler\nEXPERIENCE")[0] == "Bench Jeweler\nEXPERIENCE"


def test_the_number_of_lines_stays() -> None:
    text = "A B\n\n1 Elm Street\nREFERENCES\nMs. Poe\nforeman\n"
    assert redact(text)[0].count("\n") == text.count("\n")
