"""Names, birthdays and numbers of people who do not exist. NHS numbers are from the 999 test range."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SURNAMES = [
    "Abbott",
    "Adeyemi",
    "Ahmed",
    "Akhtar",
    "Appleby",
    "Archer",
    "Ashby",
    "Barnes",
    "Begum",
    "Bennett",
    "Bhatt",
    "Birch",
    "Blackwell",
    "Bonsu",
    "Bradshaw",
    "Brennan",
    "Burton",
    "Carr",
    "Chaudhry",
    "Clarke",
    "Coleman",
    "Cooper",
    "Curtis",
    "Dawson",
    "Desai",
    "Dhillon",
    "Dixon",
    "Doyle",
    "Eze",
    "Farrell",
    "Fletcher",
    "Foster",
    "Garner",
    "Gill",
    "Goodwin",
    "Gupta",
    "Hale",
    "Harding",
    "Hassan",
    "Holt",
    "Hughes",
    "Hussain",
    "Ilesanmi",
    "Jarvis",
    "Joshi",
    "Kaur",
    "Keane",
    "Khan",
    "Kowalski",
    "Lambert",
    "Lewandowski",
    "Mahmood",
    "Marsh",
    "Mason",
    "Mistry",
    "Morgan",
    "Ndlovu",
    "Novak",
    "Nowak",
    "Obi",
    "O'Connell",
    "Osborne",
    "Owusu",
    "Parmar",
    "Patel",
    "Pearce",
    "Popescu",
    "Quinn",
    "Rahman",
    "Reilly",
    "Robson",
    "Sandhu",
    "Shaw",
    "Silva",
    "Singh",
    "Stokes",
    "Sullivan",
    "Tate",
    "Thorne",
    "Turner",
    "Uddin",
    "Varga",
    "Walsh",
    "Webster",
    "Whitfield",
    "Yusuf",
    "Zielinski",
]
GIVEN = [
    "Aaron",
    "Abigail",
    "Aisha",
    "Alan",
    "Amina",
    "Anita",
    "Arjun",
    "Barbara",
    "Ben",
    "Bilal",
    "Carol",
    "Chidi",
    "Claire",
    "Daniel",
    "Deborah",
    "Derek",
    "Elif",
    "Emma",
    "Esther",
    "Farah",
    "Fiona",
    "Gareth",
    "Geoffrey",
    "Grace",
    "Hannah",
    "Harpreet",
    "Helen",
    "Ibrahim",
    "Irene",
    "Jack",
    "Jasmine",
    "Joan",
    "Karen",
    "Kevin",
    "Kwame",
    "Lena",
    "Liam",
    "Linda",
    "Maria",
    "Mark",
    "Mei",
    "Michael",
    "Mohammed",
    "Nadia",
    "Neil",
    "Nikolai",
    "Olga",
    "Omar",
    "Pamela",
    "Paul",
    "Peter",
    "Rachel",
    "Rajesh",
    "Rosa",
    "Ruth",
    "Samira",
    "Sarah",
    "Sean",
    "Sunita",
    "Tariq",
    "Thomas",
    "Tomasz",
    "Usha",
    "Valerie",
    "Victor",
    "Wendy",
    "Winston",
    "Yasmin",
    "Zainab",
]


@dataclass(frozen=True, slots=True)
class Person:
    surname: str
    given_names: str
    born_on: date
    nhs_number: str | None
    hospital_number: str


def people(chance: random.Random, today: date) -> Iterator[Person]:
    """As many as are asked for, no surname twice in a row of them."""
    surnames = list(SURNAMES)
    chance.shuffle(surnames)
    for number, surname in enumerate(surnames):
        age = timedelta(days=chance.randint(19 * 365, 84 * 365))
        known = chance.random() > 0.08
        yield Person(
            surname,
            chance.choice(GIVEN),
            today - age,
            nhs_number(chance) if known else None,
            f"K{100_000 + number * 733 + chance.randint(0, 700)}",
        )


def nhs_number(chance: random.Random) -> str:
    """A number of the 999 range that passes its check."""
    while True:
        nine = "999" + "".join(str(chance.randint(0, 9)) for _ in range(6))
        check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return nine + str(check % 11)
