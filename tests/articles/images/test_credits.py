"""By-lines and credit lines, cleaned: who made a picture and who supplies it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.images.credits.agencies import AGENCIES
from articles.images.credits.parse import LONGEST, settle
from articles.models import Credit

LINES = [
    # As it should be.
    ("Ilan Mérou", "Ilan Mérou", ""),
    ("JR", "JR", ""),
    ("Ilan Pool", "Ilan Pool", ""),
    ("JR Corvest", "JR Corvest", ""),
    ("", "", ""),
    ("   ", "", ""),
    # Marks, years and reserves.
    ("© Ilan Mérou", "Ilan Mérou", ""),
    ("(c) 2026 Ilan Mérou", "Ilan Mérou", ""),
    ("(C)Ilan Mérou", "Ilan Mérou", ""),
    ("© de Corvest", "de Corvest", ""),
    ("© Lena Corvest 2026", "Lena Corvest", ""),
    ("2019–2026 © Lena Corvest", "Lena Corvest", ""),
    ("Copyright of Lena Corvest", "Lena Corvest", ""),
    ("Copyright: Lena Corvest", "Lena Corvest", ""),
    ("Copyright © 2019-2026 Lena Corvest. All rights reserved.", "Lena Corvest", ""),
    ("Lena Corvest, tous droits réservés", "Lena Corvest", ""),
    # What introduces a name.
    ("Photo by Lena Corvest", "Lena Corvest", ""),
    ("Photo : Lena Corvest", "Lena Corvest", ""),
    ("Crédit photo : Lena Corvest", "Lena Corvest", ""),
    ("Photo d’Ilan Mérou", "Ilan Mérou", ""),
    ("Par Ilan Mérou", "Ilan Mérou", ""),
    ("Courtesy of Ilan Mérou", "Ilan Mérou", ""),
    ("Photo by Lena Corvest for Agence Littoral", "Lena Corvest", "Agence Littoral"),
    ("Photo by Lena Corvest for Littoral", "Lena Corvest", "Littoral"),
    ("Lena Corvest pour Littoral", "Lena Corvest", "Littoral"),
    # A person and an agency.
    ("Ilan Mérou/AFP", "Ilan Mérou", "AFP"),
    ("Ilan Mérou / Littoral", "Ilan Mérou", "Littoral"),
    ("Agence Littoral / Lena Corvest", "Lena Corvest", "Agence Littoral"),
    ("AFP/Ilan Mérou", "Ilan Mérou", "AFP"),
    ("Ilan Mérou via Getty Images", "Ilan Mérou", "Getty Images"),
    ("Ilan Mérou/AFP via Getty Images", "Ilan Mérou", "AFP/Getty Images"),
    ("Ilan Mérou | dpa", "Ilan Mérou", "dpa"),
    ("Ilan Mérou – EPA", "Ilan Mérou", "EPA"),
    ("Ilan Mérou, REUTERS", "Ilan Mérou", "Reuters"),
    ("Ilan Mérou (AP)", "Ilan Mérou", "AP"),
    ("Ilan Mérou AFP", "Ilan Mérou", "AFP"),
    ("Ilan Mérou; Lena Corvest; AFP", "Ilan Mérou, Lena Corvest", "AFP"),
    # An agency, a museum, and no person.
    ("AFP", "", "AFP"),
    ("AFP PHOTO", "", "AFP"),
    ("AGENCE FRANCE-PRESSE", "", "AFP"),
    ("the associated press", "", "AP"),
    ("PA Wire", "", "PA"),
    ("Royal Institute for Tides", "", "Royal Institute for Tides"),
    ("Centre for Tidal Study", "", "Centre for Tidal Study"),
    ("Musée du Port de Mirel", "", "Musée du Port de Mirel"),
    ("Tides for Mirel", "", "Tides for Mirel"),
    # Nobody.
    ("STRINGER", "", ""),
    ("Handout", "", ""),
    ("Hand-out", "", ""),
    ("POOL", "", ""),
    ("Staff photographer", "", ""),
    ("N/A", "", ""),
    ("D.R.", "", ""),
    ("Unknown", "", ""),
    ("---", "", ""),
    ("Handout/Reuters", "", "Reuters"),
    ("AFP Contributor#12", "", "AFP"),
    ("AFP Contributor#AFP", "", "AFP"),
    ("Lena Corvest STRINGER", "Lena Corvest", ""),
    ("Lena Corvest-STRINGER", "Lena Corvest", ""),
    ("Ilan Mérou (Pool)", "Ilan Mérou", ""),
    ("Ilan Mérou - Pool/AFP", "Ilan Mérou", "AFP"),
    ("Ilan Mérou, photographe", "Ilan Mérou", ""),
    # Shouted names.
    ("ILAN MÉROU", "Ilan Mérou", ""),
    ("ILAN MÉROU/AFP", "Ilan Mérou", "AFP"),
    ("Ilan MÉROU", "Ilan Mérou", ""),
    ("JR CORVEST", "Jr Corvest", ""),
    ("J.-P. MÉROU", "J.-P. Mérou", ""),
    ("ANNE DE CORVEST", "Anne de Corvest", ""),
    ("Ilan Al-MASRI", "Ilan Al-Masri", ""),
    ("Ilan MÉROU-ORVAL", "Ilan Mérou-Orval", ""),
    ("LaToya Corvest", "LaToya Corvest", ""),
    ("Per Corvest", "Per Corvest", ""),
    ("Anne DU PORT", "Anne du Port", ""),
    ("ANNE D’ORVAL", "Anne d’Orval", ""),
    ("JEAN-PIERRE LE GOËL", "Jean-Pierre Le Goël", ""),
    ("LUC DE LA FARE", "Luc de La Fare", ""),
    ("DE CORVEST", "De Corvest", ""),
    ("MOIRA O’FENN", "Moira O’Fenn", ""),
    ("JOHN MCARDEN", "John McArden", ""),
    # No line of names at all.
    ("https://example.test/pictures/3", "", "https://example.test/pictures/3"),
]


def test_a_credit_line_names_a_person_and_an_organisation():
    assert [(line, *settle([[line]])) for line, _creator, _organisation in LINES] == LINES


def test_every_agency_that_we_know_is_no_person():
    assert {agency: settle([[agency.upper()]]) for agency in AGENCIES} == {agency: ("", agency) for agency in AGENCIES}


def test_in_the_place_of_a_supplier_a_lone_name_is_the_supplier():
    assert settle([["Ilan Mérou"]], ["Littoral"]) == ("Ilan Mérou", "Littoral")


def test_the_credit_line_names_the_person_where_the_byline_does_not():
    assert settle([["STRINGER"]], ["Lena Corvest/AFP"]) == ("Lena Corvest", "AFP")


def test_the_byline_names_the_agency_where_the_credit_line_does_not():
    assert settle([["Lena Corvest/AFP"]], ["Handout"]) == ("Lena Corvest", "AFP")


def test_the_credit_line_is_believed_of_the_supplier():
    assert settle([["Lena Corvest/AFP"]], ["Getty Images"]) == ("Lena Corvest", "Getty Images")


def test_the_byline_is_believed_before_the_credit_line():
    assert settle([["Lena Corvest"]], ["Ilan Mérou/AFP"])[0] == "Lena Corvest"


def test_a_byline_that_names_nobody_gives_way_to_the_next():
    assert settle([["STRINGER"], ["Lena Corvest"]]) == ("Lena Corvest", "")


def test_two_people_are_both_named_once():
    assert settle([["Ilan Mérou", "Lena Corvest", "ILAN MÉROU"]]) == ("Ilan Mérou, Lena Corvest", "")


@pytest.mark.parametrize("credit", ["Ilan Mérou", "ILAN MÉROU", "© Ilan Mérou", "Ilan Mérou/Ilan Mérou"])
def test_an_organisation_of_the_same_name_as_the_person_says_nothing(credit):
    assert settle([["Ilan Mérou"]], [credit]) == ("Ilan Mérou", "")


@pytest.mark.parametrize("title", ["Photographer", "Photojournaliste", "Staff", "Freelance photographer"])
def test_a_trade_in_the_place_of_the_supplier_is_no_organisation(title):
    assert settle([["Ilan Mérou"]], [title]) == ("Ilan Mérou", "")


def test_both_fit_what_the_model_holds():
    creator, organisation = settle([["Corvest " * 60]], ["Littoral " * 60])
    assert {Credit._meta.get_field(name).max_length for name in ("creator", "organisation")} == {LONGEST}
    assert 100 < len(creator) <= LONGEST
    assert 100 < len(organisation) <= LONGEST


WORDS = [
    "AFP",
    "Ilan Mérou",
    "LENA",
    "D'ORVAL",
    "DE",
    "Pool",
    "STRINGER",
    "Agence Littoral",
    "©",
    "(c)",
    "2026",
    "Photo by",
    "TIDEWIRE",
    "Terre Vivante",
    "IMAGO",
    "Handout",
    "The Mirel Post",
    "NASA",
    "SIPA",
    "Kremlin",
    "Photo ",
    "Archives ",
    " File",
    "Getty Images",
    "North America",
    "CC BY 4.0",
    "FR171120",
    "Orval",
    "STScI",
]
JOINTS = [
    " ",
    "/",
    ", ",
    "; ",
    " via ",
    " for ",
    " pour ",
    " & ",
    " and ",
    " - ",
    "–",
    "(",
    ")",
    "[",
    "#",
    ":",
    "|",
    "@",
]
JOINTS += [" @ ", "·"]


@given(
    st.lists(st.sampled_from([*WORDS, *JOINTS]), max_size=9).map("".join) | st.text(),
    st.lists(st.sampled_from([*WORDS, *JOINTS]), max_size=5).map("".join) | st.text(),
)
@example("ARTE/AFP, Lena", "")
def test_cleaning_what_is_clean_changes_nothing(byline, credit):
    once = settle([[byline]], [credit])
    assert settle([[once[0]]], [once[1]]) == once
