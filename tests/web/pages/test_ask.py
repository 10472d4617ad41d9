"""A question in the search box is answered first; a pasted text is marked, and not kept."""

from django.test import Client


def test_a_question_is_answered_above_the_hits(client: Client) -> None:
    page = client.get("/search/", {"q": "Am I too old to become a jeweler?"}).content.decode()
    assert page.index('id="answer-1"') < page.index('id="kind-1"')
    assert 'id="sources"' in page
    assert 'id="answer-1"' not in client.get("/search/", {"q": "ring"}).content.decode()


def test_a_refusal_names_whom_to_ask(client: Client) -> None:
    page = client.get("/search/", {"q": "should I sue my old boss"}).content.decode()
    assert "Ask a lawyer" in page


def test_a_text_is_marked(client: Client) -> None:
    assert client.get("/check/").status_code == 200
    text = "The GG is a university degree <b>. Good luck!"
    page = client.post("/check/", {"text": text}).content.decode()
    assert '<mark class="contradicted">' in page
    assert "degree <b>" not in page


def test_what_cannot_be_checked_is_one_sentence(client: Client) -> None:
    for text in ("", "...", "a" * 10_001):
        answer = client.post("/check/", {"text": text})
        assert answer.status_code == 400
        assert 'class="error"' in answer.content.decode()
