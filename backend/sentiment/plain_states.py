"""Plain sentences about oneself: pleased and not pleased, and lists of three. They teach beside `plain.py`."""

# By language: what pleased people say of themselves, and what the others do.
STATES = {
    "fi": (
        (
            "olen tyytyväinen;olin tyytyväinen;oon tosi tyytyväinen;olemme tyytyväisiä;ihan tyytyväinen;olen iloinen;"
            "pidin tästä;pidän tästä;tykkään;tykkäsin kovasti;suosittelen;suosittelen kaikille;ostan uudestaan;"
            "tulen uudestaan;jäi hyvä mieli;en ole pettynyt;en ollut pettynyt;en pettynyt;ei valittamista"
        ),
        (
            "en ole tyytyväinen;en ollut tyytyväinen;en oo tyytyväinen;emme ole tyytyväisiä;"
            "en ole lainkaan tyytyväinen;"
            "en ole kovin tyytyväinen;en ole iloinen;en pitänyt tästä;en pidä tästä;en tykkää;en tykännyt;"
            "en suosittele;"
            "en suosittele kenellekään;en osta enää;en tule uudestaan;jäi paha mieli;olen pettynyt;petyin;tyytymätön"
        ),
    ),
    "sv": (
        (
            "jag är nöjd;nöjd;mycket nöjd;vi är nöjda;var nöjd;jag är glad;jag gillar det;gillar;rekommenderar;"
            "kan rekommendera;köper igen;kommer tillbaka;inte besviken;jag är inte besviken;inget att klaga på"
        ),
        (
            "jag är inte nöjd;inte nöjd;inte alls nöjd;vi är inte nöjda;var inte nöjd;jag är inte glad;gillar inte;"
            "jag gillar det inte;rekommenderar inte;kan inte rekommendera;köper aldrig igen;kommer inte tillbaka;"
            "besviken;"
            "jag är besviken;missnöjd"
        ),
    ),
    "en": (
        (
            "I am satisfied;satisfied;I'm happy with it;very happy;we are happy;I like it;liked it;would recommend;"
            "I recommend it;will buy again;will be back;not disappointed;I was not disappointed;"
            "nothing to complain about"
        ),
        (
            "I am not satisfied;not satisfied;I'm not happy with it;not happy;not happy at all;we are not happy;"
            "I don't like it;did not like it;would not recommend;can't recommend;won't buy again;won't be back;"
            "disappointed;I was disappointed;dissatisfied"
        ),
    ),
    "nb": (
        (
            "jeg er fornøyd;fornøyd;veldig fornøyd;vi er fornøyde;var fornøyd;jeg er glad;jeg liker det;likte det;"
            "anbefales;kan anbefale;kjøper igjen;kommer tilbake;ikke skuffet;jeg ble ikke skuffet;ingenting å klage på"
        ),
        (
            "jeg er ikke fornøyd;ikke fornøyd;slett ikke fornøyd;vi er ikke fornøyde;var ikke fornøyd;jeg er ikke glad;"
            "jeg liker det ikke;liker ikke;anbefales ikke;kan ikke anbefale;kjøper aldri igjen;kommer ikke tilbake;"
            "skuffet;jeg ble skuffet;misfornøyd"
        ),
    ),
    "da": (
        (
            "jeg er tilfreds;tilfreds;meget tilfreds;vi er tilfredse;jeg er glad;glad for det;jeg kan lide det;"
            "anbefales;"
            "kan anbefale;køber igen;kommer igen;ikke skuffet;jeg blev ikke skuffet;intet at klage over"
        ),
        (
            "jeg er ikke tilfreds;ikke tilfreds;slet ikke tilfreds;vi er ikke tilfredse;jeg er ikke glad;"
            "jeg kan ikke lide det;anbefales ikke;kan ikke anbefale;køber aldrig igen;kommer ikke igen;skuffet;"
            "jeg blev skuffet;utilfreds"
        ),
    ),
    "de": (
        (
            "ich bin zufrieden;zufrieden;sehr zufrieden;wir sind zufrieden;war zufrieden;ich bin froh;gefällt mir;"
            "kann ich empfehlen;empfehlenswert;kaufe wieder;komme wieder;nicht enttäuscht;wurde nicht enttäuscht;"
            "nichts zu beanstanden"
        ),
        (
            "ich bin nicht zufrieden;nicht zufrieden;gar nicht zufrieden;wir sind nicht zufrieden;war nicht zufrieden;"
            "ich bin nicht froh;gefällt mir nicht;kann ich nicht empfehlen;nicht empfehlenswert;kaufe nie wieder;"
            "komme nicht wieder;enttäuscht;wurde enttäuscht;unzufrieden"
        ),
    ),
    "nl": (
        (
            "ik ben tevreden;tevreden;zeer tevreden;we zijn tevreden;was tevreden;ik ben blij;ik vind het leuk;"
            "aan te raden;kan het aanraden;koop het weer;kom terug;niet teleurgesteld;werd niet teleurgesteld;"
            "niets te klagen"
        ),
        (
            "ik ben niet tevreden;niet tevreden;helemaal niet tevreden;we zijn niet tevreden;was niet tevreden;"
            "ik ben niet blij;ik vind het niet leuk;niet aan te raden;kan het niet aanraden;koop het nooit meer;"
            "kom niet terug;teleurgesteld;werd teleurgesteld;ontevreden"
        ),
    ),
}
