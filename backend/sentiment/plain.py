"""Plain words in plain sentences: "terrible", "very good", "not good". They teach the trainer, and are not counted.

Writers asked for real comments avoid them, so a corpus of such comments alone would take "bad" for the end of "not
bad". Each language has its words for good and bad, ways to say them, and ways to deny them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from backend.sentiment.plain_states import STATES
from backend.sentiment.plain_things import THINGS
from backend.sentiment.rows import Row


class Plain(NamedTuple):
    """Words for good and bad (`;` between), frames to say one, frames that deny the good, and a frame of both."""

    good: str
    bad: str
    said: str
    denied: str
    not_bad: str
    both: str


WORDS = {
    "fi": Plain(
        "hyvä;erinomainen;loistava;mahtava;upea;ihana;kiva;mukava;toimiva;selkeä;helppo;nopea;sujuva;kätevä;"
        "ystävällinen;"
        "asiantunteva;luotettava;laadukas;siisti;paras;täydellinen;edullinen;miellyttävä;hieno;avulias;näppärä",
        "huono;surkea;kamala;hirveä;kauhea;kehno;paska;hidas;sekava;vaikea;epäselvä;kallis;rikki;virheellinen;töykeä;"
        "tyly;epäluotettava;turha;hyödytön;ärsyttävä;ala-arvoinen;pettymys;viallinen;likainen;hankala;onneton;"
        "järkyttävä",
        "{};tosi {};todella {};erittäin {} palvelu;oli {};aivan {}!;palvelu oli {};tuote on {};toimitus oli {};"
        "kokemus oli {};sivusto on {}",
        "ei {};ei ole {};ei ollut kovin {};ei todellakaan {};en pidä tätä hyvänä, ei {}",
        "ei huono;ei ollenkaan huono;ei hassumpi;ei lainkaan paha",
        "{} mutta {}",
    ),
    "sv": Plain(
        "bra;utmärkt;fantastiskt;underbart;toppen;jättebra;trevligt;smidigt;snabbt;enkelt;tydligt;vänligt;prisvärt;"
        "perfekt;proffsigt;hjälpsamt;härligt;suveränt;bäst;fint;lysande;pålitligt;rent;skönt",
        "dåligt;uselt;hemskt;fruktansvärt;värdelöst;kasst;skit;långsamt;krångligt;otydligt;dyrt;trasigt;fel;otrevligt;"
        "oacceptabelt;bedrövligt;sämst;irriterande;besvikelse;smutsigt;opålitligt;rörigt;katastrof;undermåligt",
        "{};mycket {};riktigt {};det var {};väldigt {}!;servicen var {};allt är {};leveransen gick {};"
        "upplevelsen var {};"
        "sidan är {}",
        "inte {};inte alls {};det var inte {};inget vidare, inte {}",
        "inte dåligt;inte alls dåligt;inte så illa;inte dumt",
        "{} men {}",
    ),
    "en": Plain(
        "good;great;excellent;amazing;awesome;lovely;fantastic;wonderful;nice;brilliant;easy;fast;quick;"
        "friendly;helpful;"
        "clear;smooth;perfect;reliable;superb;pleasant;best;clean;happy;satisfied;impressive;love it",
        "bad;terrible;awful;horrible;poor;useless;rubbish;crap;slow;confusing;difficult;rude;broken;expensive;"
        "unreliable;"
        "disappointing;worst;dirty;annoying;unacceptable;pathetic;faulty;disgusting;shocking;a joke;"
        "disappointed;hate it",
        "{};very {};really {};it was {};so {}!;{} service;{} experience;the delivery was {};the staff were {};"
        "the app is {};"
        "totally {}",
        "not {};not very {};it was not {};isn't {};wasn't {} at all",
        "not bad;not bad at all;not too bad;can't complain",
        "{} but {}",
    ),
    "nb": Plain(
        "bra;utmerket;fantastisk;strålende;topp;kjempebra;hyggelig;enkelt;raskt;tydelig;vennlig;perfekt;"
        "hjelpsom;supert;"
        "flott;fint;best;glimrende;herlig;pålitelig;rent;smidig;nydelig",
        "dårlig;elendig;forferdelig;grusomt;verdiløst;håpløst;ræva;tregt;tungvint;utydelig;dyrt;ødelagt;feil;frekk;"
        "uakseptabelt;verst;irriterende;skuffende;skittent;upålitelig;rotete;katastrofe;søppel",
        "{};veldig {};virkelig {};det var {};helt {}!;servicen var {};alt er {};leveringen var {};opplevelsen var {};"
        "siden er {}",
        "ikke {};ikke særlig {};det var ikke {};slett ikke {}",
        "ikke dårlig;slett ikke dårlig;ikke verst;ikke så ille",
        "{} men {}",
    ),
    "da": Plain(
        "godt;god;fremragende;fantastisk;skønt;super;rigtig godt;dejligt;nemt;hurtigt;tydeligt;venligt;perfekt;"
        "hjælpsom;flot;fint;bedst;glimrende;lækkert;pålideligt;rent;smidigt;tilfreds",
        "dårligt;dårlig;elendigt;forfærdeligt;rædselsfuldt;værdiløst;håbløst;langsomt;besværligt;utydeligt;dyrt;"
        "ødelagt;"
        "forkert;uforskammet;uacceptabelt;værst;irriterende;skuffende;beskidt;upålideligt;rodet;katastrofe;lort",
        "{};meget {};virkelig {};det var {};helt {}!;servicen var {};det hele er {};leveringen var {};"
        "oplevelsen var {};"
        "siden er {}",
        "ikke {};ikke særlig {};det var ikke {};slet ikke {}",
        "ikke dårligt;slet ikke dårligt;ikke værst;ikke så ringe",
        "{} men {}",
    ),
    "de": Plain(
        "gut;sehr gut;ausgezeichnet;hervorragend;toll;super;prima;klasse;wunderbar;einfach;schnell;freundlich;"
        "hilfreich;"
        "klar;perfekt;zuverlässig;kompetent;spitze;bestens;angenehm;sauber;praktisch;zufrieden;genial;top",
        "schlecht;miserabel;furchtbar;schrecklich;grottig;mies;nutzlos;scheiße;langsam;umständlich;"
        "unübersichtlich;teuer;"
        "kaputt;falsch;unfreundlich;inakzeptabel;enttäuschend;ärgerlich;katastrophal;mangelhaft;unzuverlässig;dreckig;"
        "unverschämt;frech;enttäuscht",
        "{};sehr {};wirklich {};es war {};echt {}!;der service war {};alles ist {};die lieferung war {};"
        "die erfahrung war {};"
        "die seite ist {}",
        "nicht {};nicht besonders {};es war nicht {};überhaupt nicht {};leider nicht {}",
        "nicht schlecht;gar nicht schlecht;nicht übel;kann man nicht meckern",
        "{} aber {}",
    ),
    "nl": Plain(
        "goed;heel goed;uitstekend;geweldig;fantastisch;fijn;prima;super;top;makkelijk;snel;vriendelijk;behulpzaam;"
        "duidelijk;perfect;betrouwbaar;deskundig;leuk;prachtig;handig;schoon;tevreden;blij;prettig",
        "slecht;waardeloos;vreselijk;verschrikkelijk;belabberd;ruk;nutteloos;traag;omslachtig;onduidelijk;duur;"
        "kapot;fout;"
        "onvriendelijk;onacceptabel;teleurstellend;irritant;onbetrouwbaar;vies;rommelig;dramatisch;schandalig;"
        "teleurgesteld;slechtst;bagger",
        "{};heel {};echt {};het was {};erg {}!;de service was {};alles is {};de levering was {};de ervaring was {};"
        "de site is {}",
        "niet {};niet erg {};het was niet {};helemaal niet {};helaas niet {}",
        "niet slecht;helemaal niet slecht;niet verkeerd;niks mis mee",
        "{} maar {}",
    ),
}
WORKS = {
    "fi": ("toimii hyvin;toimii moitteettomasti;kaikki toimii", "ei toimi;ei toimi ollenkaan;mikään ei toimi"),
    "sv": ("fungerar bra;fungerar perfekt;allt fungerar", "fungerar inte;fungerar inte alls;ingenting fungerar"),
    "en": ("works well;works perfectly;everything works", "does not work;doesn't work at all;nothing works"),
    "nb": ("fungerer bra;virker perfekt;alt fungerer", "fungerer ikke;virker ikke i det hele tatt;ingenting virker"),
    "da": ("fungerer godt;virker perfekt;det hele virker", "fungerer ikke;virker slet ikke;intet virker"),
    "de": ("funktioniert gut;läuft perfekt;alles funktioniert", "funktioniert nicht;geht überhaupt nicht;nichts geht"),
    "nl": ("werkt goed;werkt perfect;alles werkt", "werkt niet;doet het helemaal niet;niets werkt"),
}


AND = {"fi": "ja", "sv": "och", "en": "and", "nb": "og", "da": "og", "de": "und", "nl": "en"}


def plain_rows() -> list[Row]:
    """Every plain sentence with its label. They have no writer, so that they are never among those held apart."""
    return [Row(text, label, language) for language in WORDS for text, label in dict(_sentences(language)).items()]


def _sentences(language: str) -> Iterator[tuple[str, str]]:
    good, bad, said, denied, not_bad, both = (column.split(";") for column in WORDS[language])
    works, fails = (column.split(";") for column in WORKS[language])
    for words, label in ((good, "positive"), (bad, "negative")):
        for at, word in enumerate(words):
            yield word, label
            for step in (1, 4, 7):
                yield said[(at + step) % len(said)].format(word), label
            yield f"{word}, {words[(at + 3) % len(words)]}", label
            yield f"{word} {AND[language]} {words[(at + 5) % len(words)]}", label
            yield f"{word}, {words[(at + 2) % len(words)]}, {words[(at + 7) % len(words)]}", label
            sentences = [said[(at + step) % len(said)].format(words[(at + step) % len(words)]) for step in (2, 3, 5)]
            yield f"{sentences[0]}, {sentences[1]}, {sentences[2]}", label
    for sentences, words, label in ((works, good, "positive"), (fails, bad, "negative")):
        # The "not" of the first clause does not turn the second round: "does not work, very bad".
        for at, sentence in enumerate(sentences):
            yield from ((f"{sentence}, {said[1].format(word)}", label) for word in words[at :: len(sentences)])
    for at, word in enumerate(good):
        for frame in (denied[0], denied[at % len(denied)], denied[(at + 1) % len(denied)]):
            yield frame.format(word), "negative"
        yield both[0].format(word, bad[at % len(bad)]), "mixed"
        yield both[0].format(bad[-1 - at % len(bad)], word), "mixed"
    yield from _things(language)
    pleased, displeased = (column.split(";") for column in STATES[language])
    yield from ((text, "positive") for text in [*not_bad, *works, *pleased])
    yield from ((text, "negative") for text in [*fails, *displeased])


def _things(language: str) -> Iterator[tuple[str, str]]:
    """Each thing by itself and beside another."""
    for column, label in zip(THINGS[language], ("positive", "negative"), strict=True):
        things = column.split(";")
        for at, thing in enumerate(things):
            yield thing, label
            yield f"{thing}, {things[(at + 13) % len(things)]}", label
