"""What people are pleased or displeased with, in two or three words: "fast delivery", "slow delivery".

Most praise is a list of such things. Writers asked for comments worth reading write "fast delivery" only before a
"but", and a corpus of theirs alone takes the words themselves for half a complaint.
"""

# By language: good things, and bad ones.
THINGS = {
    "fi": (
        (
            "nopea toimitus;hyvä palvelu;hyvä asiakaspalvelu;ystävällinen palvelu;siisti pakkaus;hyvä pakkaus;"
            "laadukas tuote;hyvä laatu;edullinen hinta;hyvät hinnat;hyvä valikoima;laaja valikoima;helppo tilata;"
            "helppo käyttää;helppo maksaa;selkeät ohjeet;selkeät sivut;nopea vastaus;sujuva asiointi;"
            "mukava henkilökunta;"
            "toimiva sovellus;kätevä palautus;tuli seuraavana päivänä;tuli ajallaan;kaunis väri;sopii täydellisesti;"
            "kaikki löytyi heti;asia hoitui nopeasti;hyvä ohjelma;kiva kokemus"
        ),
        (
            "hidas toimitus;huono palvelu;huono asiakaspalvelu;töykeä palvelu;surkea pakkaus;huono pakkaus;"
            "heikkolaatuinen tuote;huono laatu;kova hinta;kalliit hinnat;suppea valikoima;huono valikoima;"
            "hankala tilata;"
            "vaikea käyttää;vaikea maksaa;epäselvät ohjeet;sekavat sivut;hidas vastaus;jäykkä asiointi;"
            "tyly henkilökunta;"
            "kaatuileva sovellus;hankala palautus;ei tullut perille;tuli myöhässä;väärä väri;ei sovi lainkaan;"
            "mitään ei löytynyt;asia ei hoitunut;huono ohjelma;ikävä kokemus"
        ),
    ),
    "sv": (
        (
            "snabb leverans;bra service;bra kundtjänst;trevligt bemötande;fin förpackning;bra förpackning;bra produkt;"
            "hög kvalitet;bra pris;rimliga priser;bra utbud;stort utbud;lätt att beställa;lätt att använda;"
            "enkelt att betala;tydliga instruktioner;tydlig sida;snabbt svar;smidig hantering;trevlig personal;"
            "bra app;enkel retur;kom dagen efter;kom i tid;vacker färg;passar perfekt;hittade allt direkt;"
            "löste sig snabbt;bra program;trevlig upplevelse"
        ),
        (
            "långsam leverans;dålig service;dålig kundtjänst;otrevligt bemötande;usel förpackning;dålig förpackning;"
            "dålig produkt;låg kvalitet;högt pris;dyra priser;dåligt utbud;litet utbud;svårt att beställa;"
            "svårt att använda;krångligt att betala;otydliga instruktioner;rörig sida;sent svar;krånglig hantering;"
            "otrevlig personal;dålig app;krånglig retur;kom aldrig fram;kom för sent;fel färg;passar inte alls;"
            "hittade ingenting;löste sig aldrig;dåligt program;tråkig upplevelse"
        ),
    ),
    "en": (
        (
            "fast delivery;good service;great customer service;friendly staff;nice packaging;well packed;great product;"
            "good quality;good price;fair prices;good selection;wide choice;easy to order;easy to use;easy to pay;"
            "clear instructions;clear website;quick reply;smooth process;helpful staff;great app;easy return;"
            "came next day;arrived on time;lovely colour;fits perfectly;found everything at once;sorted in minutes;"
            "good show;nice experience"
        ),
        (
            "slow delivery;bad service;poor customer service;rude staff;awful packaging;badly packed;poor product;"
            "poor quality;too expensive;high prices;poor selection;little choice;hard to order;hard to use;"
            "awkward to pay;unclear instructions;confusing website;late reply;clumsy process;unhelpful staff;"
            "terrible app;"
            "difficult return;never came;arrived late;wrong colour;doesn't fit at all;couldn't find anything;"
            "never sorted;bad show;horrible experience"
        ),
    ),
    "nb": (
        (
            "rask levering;god service;god kundeservice;hyggelig betjening;fin emballasje;godt pakket;bra produkt;"
            "god kvalitet;god pris;rimelige priser;bra utvalg;stort utvalg;lett å bestille;lett å bruke;"
            "enkelt å betale;"
            "tydelige instruksjoner;oversiktlig side;raskt svar;smidig prosess;hyggelig personale;bra app;enkel retur;"
            "kom dagen etter;kom i tide;nydelig farge;passer perfekt;fant alt med en gang;ordnet seg raskt;bra program;"
            "hyggelig opplevelse"
        ),
        (
            "treg levering;dårlig service;dårlig kundeservice;uhøflig betjening;elendig emballasje;dårlig pakket;"
            "dårlig produkt;dårlig kvalitet;høy pris;dyre priser;dårlig utvalg;lite utvalg;vanskelig å bestille;"
            "vanskelig å bruke;tungvint å betale;utydelige instruksjoner;rotete side;sent svar;tungvint prosess;"
            "uhøflig personale;dårlig app;tungvint retur;kom aldri fram;kom for sent;feil farge;passer slett ikke;"
            "fant ingenting;ordnet seg aldri;dårlig program;kjedelig opplevelse"
        ),
    ),
    "da": (
        (
            "hurtig levering;god service;god kundeservice;venlig betjening;flot emballage;godt pakket;godt produkt;"
            "god kvalitet;god pris;rimelige priser;godt udvalg;stort udvalg;nemt at bestille;nemt at bruge;"
            "nemt at betale;tydelig vejledning;overskuelig side;hurtigt svar;smidigt forløb;sødt personale;god app;"
            "nem returnering;kom dagen efter;kom til tiden;smuk farve;passer perfekt;fandt alt med det samme;"
            "blev hurtigt løst;godt program;dejlig oplevelse"
        ),
        (
            "langsom levering;dårlig service;dårlig kundeservice;uvenlig betjening;elendig emballage;dårligt pakket;"
            "dårligt produkt;dårlig kvalitet;høj pris;dyre priser;dårligt udvalg;lille udvalg;svært at bestille;"
            "svært at bruge;besværligt at betale;utydelig vejledning;rodet side;sent svar;besværligt forløb;"
            "uvenligt personale;dårlig app;besværlig returnering;kom aldrig frem;kom for sent;forkert farve;"
            "passer slet ikke;fandt ingenting;blev aldrig løst;dårligt program;kedelig oplevelse"
        ),
    ),
    "de": (
        (
            "schnelle lieferung;guter service;guter kundendienst;freundliche bedienung;schöne verpackung;gut verpackt;"
            "gutes produkt;gute qualität;guter preis;faire preise;gute auswahl;große auswahl;leicht zu bestellen;"
            "leicht zu bedienen;einfach zu bezahlen;klare anleitung;übersichtliche seite;schnelle antwort;"
            "reibungsloser ablauf;nettes personal;tolle app;einfache rückgabe;kam am nächsten tag;kam pünktlich an;"
            "schöne farbe;passt perfekt;alles sofort gefunden;schnell erledigt;gute sendung;schönes erlebnis"
        ),
        (
            "langsame lieferung;schlechter service;schlechter kundendienst;unfreundliche bedienung;miese verpackung;"
            "schlecht verpackt;schlechtes produkt;schlechte qualität;zu teuer;hohe preise;schlechte auswahl;"
            "kleine auswahl;schwer zu bestellen;schwer zu bedienen;umständlich zu bezahlen;unklare anleitung;"
            "unübersichtliche seite;späte antwort;umständlicher ablauf;unfreundliches personal;schlechte app;"
            "umständliche rückgabe;kam nie an;kam zu spät;falsche farbe;passt überhaupt nicht;nichts gefunden;"
            "nie erledigt;schlechte sendung;ärgerliches erlebnis"
        ),
    ),
    "nl": (
        (
            "snelle levering;goede service;goede klantenservice;vriendelijke bediening;mooie verpakking;goed verpakt;"
            "goed product;goede kwaliteit;goede prijs;redelijke prijzen;goed aanbod;ruime keuze;makkelijk te bestellen;"
            "makkelijk te gebruiken;makkelijk betalen;duidelijke uitleg;overzichtelijke site;snel antwoord;"
            "soepel verlopen;aardig personeel;fijne app;makkelijk retourneren;kwam de volgende dag;kwam op tijd;"
            "mooie kleur;past perfect;alles meteen gevonden;snel opgelost;goed programma;leuke ervaring"
        ),
        (
            "trage levering;slechte service;slechte klantenservice;onvriendelijke bediening;slechte verpakking;"
            "slecht verpakt;slecht product;slechte kwaliteit;hoge prijs;dure prijzen;slecht aanbod;weinig keuze;"
            "lastig te bestellen;lastig te gebruiken;omslachtig betalen;onduidelijke uitleg;onoverzichtelijke site;"
            "laat antwoord;stroef verlopen;onbeleefd personeel;waardeloze app;lastig retourneren;nooit aangekomen;"
            "kwam te laat;verkeerde kleur;past helemaal niet;niets gevonden;nooit opgelost;slecht programma;"
            "vervelende ervaring"
        ),
    ),
}
