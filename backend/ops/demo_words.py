"""What the demo's visitors say: by language, then by how they felt."""

COMMENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "fi": {
        "glad": (
            "Tilaaminen sujui nopeasti, kiitos!",
            "Selkeä ja helppo kauppa, tulen uudestaan.",
            "Toimitus tuli jo seuraavana päivänä, hienoa.",
            "Asiakaspalvelu auttoi heti ja ystävällisesti.",
            "Hyvät kuvat ja rehelliset kuvaukset.",
            "Kaikki toimi puhelimella mainiosti.",
        ),
        "so": (
            "Ihan jees, ei ihmeempiä.",
            "Toimi kyllä, mutta etsiminen vei aikaa.",
            "Hinta ok, toimitus tavallinen.",
            "Maksutapoja voisi olla enemmän.",
        ),
        "cross": (
            "Toimitus kesti viikkoja eikä kukaan vastannut.",
            "Maksu epäonnistui kahdesti ja ostoskori tyhjeni.",
            "Ohje oli vanhentunut, en saanut apua.",
            "Toimituskulut tulivat näkyviin vasta lopussa, ärsyttävää.",
            "Väärä koko, ja palautus oli hankala.",
            "Sivu jumiutui kassalla, todella huono kokemus.",
        ),
    },
    "sv": {
        "glad": (
            "Beställningen gick snabbt, tack!",
            "En tydlig och trevlig butik.",
            "Leveransen kom redan nästa dag, toppen.",
            "Kundtjänsten hjälpte mig genast.",
        ),
        "so": ("Helt okej.", "Det fungerade, men det tog tid att hitta.", "Fler betalsätt vore bra."),
        "cross": (
            "Leveransen tog flera veckor och ingen svarade.",
            "Betalningen misslyckades två gånger, mycket irriterande.",
            "Instruktionen var gammal och hjälpte inte.",
            "Fel storlek och besvärlig retur.",
        ),
    },
    "en": {
        "glad": (
            "Ordering was quick, thank you!",
            "A clear and lovely shop, I will come again.",
            "Delivery came the very next day, great.",
            "Support helped me at once.",
        ),
        "so": ("It was fine.", "It worked, but finding things took a while.", "More ways to pay would be good."),
        "cross": (
            "Delivery took weeks and nobody answered.",
            "The payment failed twice and my basket was empty, terrible.",
            "The help page was out of date and useless.",
            "Wrong size, and returning it was awful.",
        ),
    },
}
