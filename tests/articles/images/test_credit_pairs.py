"""By-line and credit line together, as agencies, picture libraries and papers write them; the people are invented."""

import pytest

from articles.images.credits import settle

# By-line, credit line, creator, organisation.
PAIRS = [
    # Several suppliers, the person first.
    ("Jane Roe/AP/SIPA", "", "Jane Roe", "AP/SIPA"),
    ("JANE ROE / HANS LUCAS / HANS LUCAS VIA AFP", "", "Jane Roe", "Hans Lucas/AFP"),
    ("Jane Roe/Terre Vivante/AFP", "", "Jane Roe", "Terre Vivante/AFP"),
    ("Jane Roe/Tidewire/Terre Vivante", "", "Jane Roe", "Tidewire/Terre Vivante"),
    ("Jane Roe/NurPhoto via Getty Images", "", "Jane Roe", "NurPhoto/Getty Images"),
    ("JANE ROE/PHOTOPQR/OUEST FRANCE/MAXPPP", "", "Jane Roe", "PhotoPQR/Ouest-France/MaxPPP"),
    ("Jane Roe / Ouest-France", "", "Jane Roe", "Ouest-France"),
    ("Jane Roe/La Voix du Quai/MaxPPP", "", "Jane Roe", "La Voix du Quai/MaxPPP"),
    ("Jane Roe/The Mirel Post via AP", "AP", "Jane Roe", "AP"),
    ("Jane Roe/The Mirel Post via AP", "", "Jane Roe", "The Mirel Post/AP"),
    ("Jane Roe, Ilan Mérou / Keystone", "", "Jane Roe, Ilan Mérou", "Keystone"),
    ("Jane Roe; Ilan Mérou / Tidewire / EFE", "", "Jane Roe, Ilan Mérou", "Tidewire/EFE"),
    # The agency first.
    ("picture alliance/dpa | Jane Roe", "", "Jane Roe", "picture alliance/dpa"),
    ("picture alliance / Terre Vivante | Jane Roe", "", "Jane Roe", "picture alliance/Terre Vivante"),
    ("IMAGO/Jan Roe", "", "Jan Roe", "IMAGO"),
    ("IMAGO / Terre Vivante / Tidewire", "IMAGO", "Terre Vivante", "IMAGO"),
    ("Xinhua/Li Ming", "", "Li Ming", "Xinhua"),
    ("REUTERS/Jane Roe/File Photo", "", "Jane Roe", "Reuters"),
    ("EPA/JANE ROE", "", "Jane Roe", "EPA"),
    ("BELGA PHOTO JANE ROE", "", "Jane Roe", "Belga"),
    ("TIDEWIRE/Jan Roe", "", "Jan Roe", "TIDEWIRE"),
    ("Tidewire/Jan Roe", "", "Jan Roe", "Tidewire"),
    ("TIDEWIRE/Mirel", "", "Mirel", "TIDEWIRE"),
    ("AFP / Jane Roe / Ilan Mérou", "", "Jane Roe, Ilan Mérou", "AFP"),
    ("Kyodo News/Jane Roe", "", "Jane Roe", "Kyodo News"),
    # Brackets and introductions.
    ("(AP Photo/Jane Roe)", "", "Jane Roe", "AP"),
    ("(AP Photo/Jane Roe", "", "Jane Roe", "AP"),
    ("(Jane Roe/Pool Photo via AP)", "", "Jane Roe", "AP"),
    ("(Photo by Jane Roe / AFP)", "", "Jane Roe", "AFP"),
    ("[Jane Roe / Tidewire]", "", "Jane Roe", "Tidewire"),
    ("Jane Roe (Tidewire)", "", "Jane Roe", "Tidewire"),
    ("Photo by Jane Roe/WireImage", "", "Jane Roe", "WireImage"),
    ("Mandatory Credit: Photo by Jane Roe/Shutterstock", "", "Jane Roe", "Shutterstock"),
    ("Foto: Jane Roe/TT", "", "Jane Roe", "TT"),
    # Other marks between.
    ("Phil Glas#Barcroft Media", "", "Phil Glas", "Barcroft Media"),
    ("Jane Roe#Tidewire", "", "Jane Roe", "Tidewire"),
    ("Jane Roe · Tidewire", "", "Jane Roe", "Tidewire"),
    ("Jane Roe @ Tidewire", "", "Jane Roe", "Tidewire"),
    ("Jane Roe@Tidewire", "", "Jane Roe", "Tidewire"),
    ("@DR", "", "", ""),
    ("Jane Roe © Tidewire", "", "Jane Roe", "Tidewire"),
    ("© Jane Roe / Tidewire", "", "Jane Roe", "Tidewire"),
    ("Jane Roe – Tidewire", "", "Jane Roe", "Tidewire"),
    ("Jane Roe—Tidewire", "", "Jane Roe", "Tidewire"),
    ("Jane Roe–USA TODAY Sports via Imagn", "", "Jane Roe", "USA TODAY Sports/Imagn"),
    ("Jane Roe-USA TODAY Sports", "", "Jane Roe", "USA TODAY Sports"),
    ("Jane Roe-Mérou", "", "Jane Roe-Mérou", ""),
    # A picture that nobody signs.
    ("Handout via REUTERS", "", "", "Reuters"),
    ("HO/AFP", "", "", "AFP"),
    ("Tidewire/Handout via REUTERS", "", "Tidewire", "Reuters"),
    ("Jane Roe - Pool/Getty Images", "", "Jane Roe", "Getty Images"),
    ("DR", "", "", ""),
    ("DR/Ville de Mirel", "", "", "Ville de Mirel"),
    # The credit line is of suppliers, all of them.
    ("Jane Roe", "Invision/AP", "Jane Roe", "Invision/AP"),
    ("", "Invision/AP", "", "Invision/AP"),
    ("Jane Roe", "Hans Lucas/AFP", "Jane Roe", "Hans Lucas/AFP"),
    ("", "Hans Lucas/AFP", "", "Hans Lucas/AFP"),
    ("Jane Roe", "NurPhoto via AFP", "Jane Roe", "NurPhoto/AFP"),
    ("Jane Roe", "Rex/Shutterstock", "Jane Roe", "Rex/Shutterstock"),
    ("Jane Roe", "Le Parisien/MaxPPP", "Jane Roe", "Le Parisien/MaxPPP"),
    ("", "La Voix du Quai/MaxPPP", "", "La Voix du Quai/MaxPPP"),
    ("Jane Roe", "Terre Vivante/AFP", "Jane Roe", "Terre Vivante/AFP"),
    ("Jane Roe", "Tidewire/Ritzau Scanpix", "Jane Roe", "Tidewire/Ritzau Scanpix"),
    ("", "Tidewire/NTB", "", "Tidewire/NTB"),
    ("JANE ROE", "AFP or licensors", "Jane Roe", "AFP"),
    ("Jane Roe", "Jane Roe/Zuma", "Jane Roe", "Zuma"),
    ("Jane Roe", "J. Roe/Anadolu", "Jane Roe", "Anadolu"),
    ("Jane Roe", "ROE/SIPA", "Jane Roe", "SIPA"),
    ("Jane Roe", "Yonhap via Tass", "Jane Roe", "Yonhap/TASS"),
    ("Jane Roe", "ABACAPRESS.COM", "Jane Roe", "ABACAPRESS.COM"),
    ("Jane Roe", "tidewire.com", "Jane Roe", "tidewire.com"),
    ("Jane Roe", "Icon Sport", "Jane Roe", "Icon Sport"),
    ("Jane Roe", "VII/Redux", "Jane Roe", "VII/Redux"),
    ("STRINGER", "Jane Roe/Starface", "Jane Roe", "Starface"),
    ("Jane Roe", "Magnum Photos", "Jane Roe", "Magnum Photos"),
    ("Jane Roe", "Ilan Mérou/AFP", "Jane Roe", "Ilan Mérou/AFP"),
    # The two fields the wrong way round.
    ("AFP", "Jane Roe", "Jane Roe", "AFP"),
]


@pytest.mark.parametrize(("byline", "credit", "creator", "organisation"), PAIRS)
def test_a_pair_names_the_person_and_every_supplier(byline, credit, creator, organisation):
    found = settle([[byline]], [credit])
    assert found == (creator, organisation)
    assert settle([[found[0]]], [found[1]]) == found
