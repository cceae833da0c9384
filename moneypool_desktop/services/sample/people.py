"""The invented people of the sample chama: names, numbers and phones that belong to nobody."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

_LAST = """
    Wanjiru Otieno Achieng Mwangi Njeri Kiprono Chebet Mutua Kamene Atieno Barasa Nafula Hassan Fatuma Okoth Wambui
    Kariuki Muthoni Kipchoge Jepkosgei Mumbua Musyoka Wafula Nekesa Juma Amina Omondi Akinyi Ndungu Nyambura Rotich
    Cherono Kilonzo Mwikali Wairimu Odhiambo Kimani Moraa Nyaboke Wekesa
"""
_FIRST = """
    Agatha Benson Catherine Dickson Eunice Francis Gladys Harrison Irene Jackson Keziah Lawrence Miriam Nicholas Olive
    Patrick Queenter Robert Susan Timothy Ursula Vincent Winnie Xavier Yvonne Zachary Abigail Boniface Cynthia Douglas
    Edith Fredrick Gertrude Humphrey Ivy Joshua Karen Leonard Monica Noah
"""
_RELATIONS = ("Spouse", "Daughter", "Son", "Mother", "Brother", "Sister")
OFFICES = ("leader", "treasurer", "secretary")


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One invented member; `care` from 0 to 1 is how punctually they pay."""

    number: str
    first: str
    middle: str
    last: str
    phone: str
    email: str | None
    role: str
    language: str
    joined: date
    care: float
    kin: tuple[tuple[str, int], ...]


def invent(count: int, start: date, until: date, chance: random.Random) -> list[SamplePerson]:
    """Return `count` people in register order, officers first, joined by `until`; the same `chance` gives the same."""
    given = _FIRST.split()
    chance.shuffle(given)
    made: list[SamplePerson] = []
    for index in range(count):
        first = given[index % len(given)]
        middle, last = chance.sample(_LAST.split(), 2)
        later = start + timedelta(days=chance.randrange(20, 400))
        joined = start if index < count * 2 // 3 or later > until else later
        shares = chance.choice(((100,), (60, 40), (50, 50), ()))
        made.append(
            SamplePerson(
                f"SC-{index + 1:03}",
                first,
                middle,
                last,
                f"+2547000{index + 1:05}",
                f"{first.lower()}.{last.lower()}@sample.example" if index % 3 == 0 or index < len(OFFICES) else None,
                OFFICES[index] if index < len(OFFICES) else "member",
                "sw" if index % 4 == 1 else "en",
                joined,
                min(1.0, 0.62 + chance.random() * 0.45),
                tuple(zip(chance.sample(_RELATIONS, len(shares)), shares, strict=True)),
            )
        )
    return made
