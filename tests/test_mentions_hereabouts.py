"""Whose people, courts and offices are by the place told with them: a sentence, and what it names in the part that matters."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.mentions.actors import find_actors
from detente.records import Article
from detente.sentences import parse

CODEBOOK = Codebook()


def told(text: str) -> dict[str, str]:
    """The words of each actor of an undated text whose side is known, and its ids."""
    article = Article(
        id="a", origin="a", url=None, outlet=None, credited_source=None, title=None, standfirst=None, byline=None, published=None, language="en", text=text, dropped=()
    )
    ((_, sentences),) = parse([article])
    return {x.text: ",".join(x.actors) for x in find_actors(article, sentences, CODEBOOK)[0] if x.role == "actor" and x.actors}


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Workers at a salt works near Sfax in Tunisia walked out on Monday.", "Workers at a salt works near Sfax", "TUN.LAB"),
        ("Hundreds of dockworkers from Piraeus marched on parliament.", "dockworkers from Piraeus", "GRC.LAB"),
        ("Garment workers in Cambodia demanded higher wages.", "Garment workers in Cambodia", "KHM.LAB"),
        ("Miners in the Siberian town of Kemerovo stopped work.", "Miners in the Siberian town", "RUS.LAB"),
        ("Students in Jordan and Lebanon protested.", "Students in Jordan and Lebanon", "JOR.EDU,LBN.EDU"),
        ("Maduro closed Venezuela's borders with Brazil.", "Maduro", "VEN.GOV:Nicolás Maduro"),
        ("Nurses in Harare went on strike.", "Nurses in Harare", "ZWE.MED"),
        ("Doctors at a clinic in Khartoum condemned the raid.", "Doctors at a clinic in Khartoum", "SDN.MED"),
        ("Teachers in Oaxaca blocked the road.", "Teachers in Oaxaca", "MEX.EDU"),
        ("Lecturers at the University of Ghana rejected the offer.", "Lecturers at the University of Ghana", "GHA.EDU"),
        ("Students in Dhaka clashed with police.", "Students in Dhaka", "BGD.EDU"),
        ("Schoolchildren from Oslo wrote to the minister.", "Schoolchildren from Oslo", "NOR.EDU"),
        ("Hundreds of people in Uruguay marched.", "people in Uruguay", "URY.CVL"),
        ("People across Sudan protested against the coup.", "People across Sudan", "SDN.CVL"),
        ("Residents of Latvia's capital blocked a bridge.", "Residents of Latvia's capital", "LVA.CVL"),
        ("Villagers near Osh attacked a convoy.", "Villagers near Osh", "KGZ.CVL"),
        ("Fishermen from Gaza were detained by Israel.", "Fishermen from Gaza", "PSE.CVL"),
        ("Relatives of the victims in Beslan accused the police.", "Relatives of the victims in Beslan", "RUS.CVL"),
        ("Voters in Slovakia rejected the plan.", "Voters in Slovakia", "SVK.CVL"),
        ("Farmers in Bihar burned tyres.", "Farmers in Bihar", "IND.CVL"),
        ("A crowd in Jakarta attacked the Danish embassy.", "A crowd in Jakarta", "IDN.CVL"),
        ("Families in Mariupol appealed for help.", "Families in Mariupol", "UKR.CVL"),
        ("Thousands of Pakistanis fled to Iran.", "Pakistanis", "PAK.CVL"),
        ("Three Russians and one Ukrainian were released on Friday.", "Russians", "RUS.CVL"),
        ("A Palestinian was shot dead near Hebron.", "Palestinian", "PSE.CVL"),
        ("Many Bolivians condemned the vote.", "Bolivians", "BOL.CVL"),
        ("Police in Lyon arrested four men.", "Police in Lyon", "FRA.COP"),
        ("Cebu City police detained a councillor.", "Cebu City police", "PHL.COP"),
        ("Riot police in Santiago fired tear gas.", "Riot police in Santiago", "CHL.COP"),
        ("Prosecutors in Nairobi charged the former minister.", "Prosecutors in Nairobi", "KEN.JUD"),
        ("A Milan court convicted the banker.", "A Milan court", "ITA.JUD"),
        ("A court in Munich fined the bank.", "A court in Munich", "DEU.JUD"),
        ("Judges in Guatemala rejected the appeal.", "Judges in Guatemala", "GTM.JUD"),
        ("A prosecutor in Antwerp ordered the arrest.", "A prosecutor in Antwerp", "BEL.JUD"),
        ("Gunmen in Karachi killed two policemen.", "Gunmen in Karachi", "PAK.UAF"),
        ("Militants in Mindanao released a priest.", "Militants in Mindanao", "PHL.UAF"),
        ("Rebels in Aceh agreed to a ceasefire.", "Rebels in Aceh", "IDN.REB"),
        ("Separatists in Corsica laid down their weapons.", "Separatists in Corsica", "FRA.REB"),
        ("Rebel fighters in the Aleppo suburbs surrendered.", "Rebel fighters in the Aleppo suburbs", "SYR.REB"),
        ("Smugglers in Calais were arrested.", "Smugglers in Calais", "FRA.CRM"),
        ("Journalists in Myanmar protested.", "Journalists in Myanmar", "MMR.JRN"),
        ("A newspaper in Lahore criticised the army.", "A newspaper in Lahore", "PAK.JRN"),
        ("The mayor of Palermo criticised the minister.", "The mayor of Palermo", "ITA.GOV"),
        ("The governor of Kaduna state ordered a curfew.", "The governor of Kaduna state", "NGA.GOV"),
        ("Officials in Baghdad rejected the plan.", "Officials in Baghdad", "IRQ.GOV"),
        ("Authorities in Wyoming opened an investigation.", "Authorities in Wyoming", "USA.GOV"),
        ("The Catalan government condemned the ruling.", "The Catalan government", "ESP.GOV"),
        ("The Gujarat government signed an agreement with Nepal.", "The Gujarat government", "IND.GOV"),
        ("Bavarian police detained three men.", "Bavarian police", "DEU.COP"),
        ("Gujarat Chief Minister Ravi Anand condemned the raid.", "Gujarat Chief Minister Ravi Anand", "IND.GOV:Ravi Anand"),
        ("Lawmakers in Texas passed a bill.", "Lawmakers in Texas", "USA.LEG"),
        ("The Korean government rejected the claim.", "The Korean government", "KOR.GOV"),
        ("Kremlin critics accused him of fraud.", "Kremlin critics", "RUS.OPP"),
        ("Opponents of the Gabon government occupied a square.", "Opponents of the Gabon government", "GAB.OPP"),
        ("Mr Erdogan's critics said he had gone too far.", "Mr Erdogan's critics", "TUR.OPP"),
        ("The Bush administration condemned the coup.", "The Bush administration", "USA.GOV"),
        ("Bush administration officials criticised Cuba.", "Bush administration officials", "USA.GOV"),
        ("Assad regime troops shelled a village.", "Assad regime troops", "SYR.MIL"),
        ("Pope Francis condemned the war.", "Pope Francis", "VAT.REL:Pope Francis"),
        ("Trade unions in Chile called a strike.", "Trade unions in Chile", "CHL.LAB"),
        ("A hospital in Goma appealed for help.", "A hospital in Goma", "COD.MED"),
        ("Monks in Mandalay marched.", "Monks in Mandalay", "MMR.REL"),
        ("Indian students in Ukraine appealed for help.", "Indian students", "IND.EDU"),
        ("Migrants from Eritrea protested in Libya.", "Migrants from Eritrea", "ERI.CVL"),
        ("American journalists in Cairo protested.", "American journalists", "USA.JRN"),
    ],
)
def test_whose_they_are(text: str, words: str, actor: str) -> None:
    assert told(text)[words] == actor


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Geneva said talks would resume.",
        "Troops in Aleppo opened fire.",
        "Negotiators in Vienna signed the text.",
        "The president of Barcelona resigned.",
        "Workers went on strike over pay.",
        "People in the street cheered.",
        "Detroit Tigers officials apologised to fans.",
        "A widow from Leeds wrote to the minister.",
        "Jane Morris, a student from Leeds, was there.",
        "Rival groups in Jordan met.",
        "London-based activists protested.",
        "Militants in Kashmir attacked a convoy.",
        "Members of the Harlem family sued the company.",
    ],
)
def test_nobody_is_made_anyones(text: str) -> None:
    assert told(text) == {}
