"""Names, logins, addresses and places: what is of a person, also by the columns beside it, and what is not."""

from __future__ import annotations

from itertools import pairwise

from govkit_personal_data.judge import judge_table, read_table

RARE_FIRST = ("Daphene", "Victoir", "Dulcia", "Gannie", "Melessa", "Susanetta", "Bartholomeus", "Riccardo", "Shaina")
RARE_LAST = ("Cobleigh", "Kenshole", "Ladewig", "Pennigar", "Byfield", "Gatherell", "Pirazzi", "Stanbridge", "Malicki")


def test_the_address_of_a_shop_is_not_that_of_a_person(column, best):
    streets = column("address", [f"{n} Harbour Street" for n in range(1, 41)])
    shops = column("store_name", [f"Harbour Store {n} Ltd" for n in range(40)])
    names = column("full_name", [f"{first} Miller" for first in ("Anna", "Peter", "Susan", "David", "Laura", "James")])
    mails = column("email", [f"u{n}@mail.example" for n in range(40)])
    of_people, of_shops = best([streets, names, mails], "customers"), best([streets, shops], "shops")
    assert of_people.category == "address"
    assert of_people.confidence > (of_shops.confidence if of_shops else 0)


def test_coordinates_say_something_of_people_only_beside_people(column):
    places = [f"{13 + n / 97:.5f}" for n in range(60)]
    codes = column("site_code", [f"S-{n:05}" for n in range(60)])
    names = column(
        "customer_name", [f"{a} {b}" for a in ("Alice", "Brian", "Carla") for b in ("Abbott", "Barnes", "Scott")]
    )
    alone = judge_table([column("latitude", places), codes], "t", latest_year=2026)[0].detections
    beside = judge_table([column("latitude", places), names], "t", latest_year=2026)[0].detections
    assert beside
    assert not alone or alone[0].confidence < beside[0].confidence


def test_names_of_areas_are_not_names_of_people(column, best):
    counties = [f"{name} County" for name in ("Collin", "Hunt", "Grayson", "Ellis", "Johnson", "Parker", "Wise")]
    assert best([column("c1", counties * 6)]) is None


def test_one_name_in_every_row_is_less_sure_than_several(column, best):
    several = best([column("service", ["Manuel", "Alice", "Brian", "Carla", "Emily", "Peter"] * 4)])
    found = best([column("service", ["Manuel"] * 24)])
    assert found is None or found.confidence < several.confidence


def test_values_that_list_several_people_are_names(column, best):
    pairs = [f"{a} {b}" for a in ("Alice", "Brian", "Carla", "Derek") for b in ("Abbott", "Barnes", "Scott")]
    listed = [f"{one}/{other}" for one, other in pairwise(pairs)]
    assert best([column("written by", listed)]).category == "person-name"
    places = [f"New York {n}, United States" for n in "ABCDEFGH"]
    assert best([column("c1", places)]) is None


def test_rarer_names_speak_less_than_known_ones_and_not_in_names_of_firms_or_areas(column):
    rare = {s.what: s.strength for s in read_table([column("c1", list(RARE_LAST))], "", 2026)[0][0]["person-name"]}
    assert rare["people.rarer-names"] > 0.1
    assert "people.family-names" not in rare
    for word in ("County", "Ltd"):
        inside = read_table([column("c1", [f"{name} {word}" for name in RARE_LAST])], "", 2026)[0][0]["person-name"]
        assert not {signal.what for signal in inside} & {"people.rarer-names", "people.known-names"}


def test_names_come_back_in_the_e_mail_addresses_beside_them(column, best):
    made = [(f"{a}x", f"{b}q") for a in RARE_FIRST for b in RARE_LAST]
    names = column("c1", [last for _, last in made])
    mails = column("c2", [f"{first[0].lower()}{last.lower()}{n}@mail.example" for n, (first, last) in enumerate(made)])
    others = column("c2", [f"shop{n}@mail.example" for n in range(len(made))])
    seen = {signal.what for signal in read_table([names, mails], "", 2026)[0][0]["person-name"]}
    assert "links.in-e-mail" in seen
    assert "links.in-e-mail" not in {s.what for s in read_table([names, others], "", 2026)[0][0]["person-name"]}
    assert best([names, mails]).category == "person-name"
    assert best([names, others]) is None


def test_logins_are_the_names_of_e_mail_addresses(column, best):
    logins = [
        f"{first[0].lower()}{last.lower()}{n}"
        for n, (first, last) in enumerate(zip(RARE_FIRST, RARE_LAST, strict=True))
    ]
    mails = column("c2", [f"{login}@mail.example" for login in logins])
    assert best([column("c1", logins), mails]).category == "username"
    titled = {signal.what for signal in read_table([column("c1", list(RARE_LAST)), mails], "", 2026)[0][0]["username"]}
    assert "links.is-e-mail-name" not in titled


def test_names_in_the_domain_of_a_network_are_logins(column, best):
    logins = [f"acme\\{first.lower()}{n}" for n, first in enumerate(RARE_FIRST)]
    assert best([column("c1", logins)]).category == "username"
    assert best([column("c1", [f"c:\\files\\{first.lower()}.txt" for first in RARE_FIRST])]) is None
