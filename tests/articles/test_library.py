"""The library: pictures found by what they say and by what they lack, described and credited several at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.images.describe import put_together
from articles.models import Credit, Image
from tests.factories import make_image, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

LIST = reverse("admin:articles_image_changelist")
DESCRIBE = reverse("admin:articles_image_describe")


def listed(client, **query):
    return set(client.get(LIST, query).context["cl"].result_list)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("word", ["MOULIN", "été", "Été", "mérou", "littoral", "quay", "brume", "square"])
def test_a_picture_is_found_by_what_is_said_of_it(client, lea, word):
    image = make_image(caption="Le moulin")
    Image.objects.filter(pk=image.pk).update(headline="The quay at dawn", keywords=["Été", "Brume"])
    make_image(caption="Another", alt="Nothing", creator="Nobody", organisation="None")
    assert listed(client, q=word) == {image}


def test_two_words_both_have_to_stand_there(client, lea):
    image = make_image(caption="The mill")
    assert listed(client, q="mill mérou") == {image}
    assert listed(client, q="mill heron") == set()


def test_a_search_keeps_each_picture_once(client, lea):
    make_image(caption="The mill", creator="Mill")
    assert len(client.get(LIST, {"q": "mill"}).context["cl"].result_list) == 1


def test_each_list_holds_what_its_name_says(client, lea):
    used = make_image()
    make_story(lead_image=used)
    bare = make_image(alt="", creator="")
    ending = make_image()
    Credit.objects.filter(image=ending).update(usable_until=timezone.now() + timedelta(days=2))
    mine = make_image()
    Image.objects.filter(pk=mine.pk).update(uploaded_by=lea)
    assert listed(client, list="uncredited") == {bare}
    assert listed(client, list="undescribed") == {bare}
    assert listed(client, list="unused") == {bare, ending, mine}
    assert listed(client, list="ending") == {ending}
    assert listed(client, list="mine") == {mine}


def test_the_badge_and_the_list_of_ending_rights_say_the_same(lea):
    now = timezone.now()
    for hours in (None, -1, 1, 24 * 7 - 1, 24 * 7 + 1):
        image = make_image()
        until = None if hours is None else now + timedelta(hours=hours)
        Credit.objects.filter(image=image).update(usable_until=until)
    told = {credit.image_id for credit in Credit.objects.all() if credit.ends_soon(now)}
    assert told == {image.pk for image in Image.objects.ending(now)}
    assert len(told) == 3


def test_a_card_says_what_its_picture_lacks(client, lea):
    make_image(alt="", creator="")
    page = text_of(client.get(LIST))
    assert "no credit" in page
    assert "no alt text" in page


def test_a_card_shows_the_smallest_file_there_is(client, lea):
    image = make_image()
    made = {"whole": {"WEBP": [[320, 240, "pictures/small.webp"], [480, 360, "pictures/large.webp"]]}}
    Image.objects.filter(pk=image.pk).update(renditions=made)
    page = text_of(client.get(LIST))
    assert "pictures/small.webp" in page
    assert "pictures/large.webp" not in page


def test_the_list_costs_the_same_with_twenty_pictures(client, lea, django_assert_max_num_queries):
    make_image()
    with django_assert_max_num_queries(30) as few:
        client.get(LIST)
    for _number in range(19):
        make_image()
    with django_assert_max_num_queries(len(few)):
        page = text_of(client.get(LIST))
    assert page.count('name="_selected_action"') == 20


def act(client, images, **fields):
    data = {"action": "credit_all", "_selected_action": [image.pk for image in images]}
    return client.post(LIST, data | fields, follow=True)


def test_the_page_for_a_shared_credit_shows_the_pictures(client, lea):
    images = [make_image(caption="One"), make_image(caption="Two")]
    page = text_of(act(client, images))
    for image in images:
        assert image.file.url in page


def test_several_pictures_get_one_credit_and_keywords_besides_their_own(client, lea):
    first, second = make_image(creator="Somebody"), make_image(creator="")
    Image.objects.filter(pk=first.pk).update(keywords=["mill"])
    act(client, [first, second], _confirmed="1", creator="Ilan Mérou", licence="CC BY 4.0", keywords="Mill, tide, tide")
    for image in Image.objects.all():
        assert (image.credit.creator, image.credit.licence) == ("Ilan Mérou", "CC BY 4.0")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.keywords == ["mill", "tide"]
    assert second.keywords == ["Mill", "tide"]


def test_what_is_left_empty_stays_as_each_picture_has_it(client, lea):
    image = make_image(creator="Ilan Mérou", organisation="Agence Littoral")
    act(client, [image], _confirmed="1", keywords="tide")
    assert str(Credit.objects.get()) == "Ilan Mérou | Agence Littoral"


def test_a_credit_that_would_name_nobody_is_refused_at_its_picture(client, lea):
    image = make_image(caption="The mill", creator="")
    page = text_of(act(client, [image], _confirmed="1", organisation="Agence Littoral"))
    assert "The mill" in page
    assert not Credit.objects.exists()
    assert Image.objects.get().keywords == []


def describing(client, images, **fields):
    url = f"{DESCRIBE}?ids={','.join(str(image.pk) for image in images)}"
    form = client.get(url)
    data = {name: value for name, value in flat(form).items() if name != "csrfmiddlewaretoken"}
    return client.post(url, data | fields, follow=True)


def flat(response):
    data = {"form-TOTAL_FORMS": len(response.context["rows"].forms)}
    data["form-INITIAL_FORMS"] = data["form-TOTAL_FORMS"]
    for form in response.context["rows"].forms:
        data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
        data.pop(form.add_prefix("decorative"))
    return data


def test_new_pictures_are_described_and_credited_on_one_page(client, lea):
    first, second = make_image(alt="", creator=""), make_image(alt="", creator="")
    fields = {"all-creator": "Ilan Mérou", "all-organisation": "Agence Littoral"}
    fields |= {"form-0-alt": "A mill", "form-1-alt": "A quay", "form-1-creator": "Lena Corvest"}
    describing(client, [first, second], **fields)
    first, second = Image.objects.order_by("pk")
    assert (first.alt, str(first.credit)) == ("A mill", "Ilan Mérou | Agence Littoral")
    assert (second.alt, str(second.credit)) == ("A quay", "Lena Corvest | Agence Littoral")


def test_a_description_without_any_credit_makes_none(client, lea):
    describing(client, [make_image(alt="", creator="")], **{"form-0-alt": "A mill"})
    assert Image.objects.get().alt == "A mill"
    assert not Credit.objects.exists()


def test_a_supplier_without_a_creator_is_asked_for_one_and_nothing_is_lost(client, lea):
    image = make_image(alt="", creator="")
    fields = {"form-0-alt": "A mill", "form-0-organisation": "Agence Littoral"}
    page = text_of(describing(client, [image], **fields))
    assert "Name the person who made the picture." in page
    assert 'value="A mill"' in page
    assert Image.objects.get().alt == ""


def test_pictures_that_dont_exist_have_no_page(client, lea):
    assert client.get(DESCRIBE, {"ids": "1,2,x"}).status_code == 404


def test_who_may_not_change_pictures_cant_describe_them(client):
    image = make_image()
    client.force_login(make_user("mo", groups=["Moderator"]))
    assert client.get(DESCRIBE, {"ids": image.pk}).status_code == 403


def test_keywords_are_put_together_without_doubles():
    assert put_together(["Mill"], ["mill", "tide"]) == ["Mill", "tide"]
