"""Beginnings of words that say a feeling or a verdict, by language: what a lexicon would catch a complaint by.

Broad on purpose: a complaint in which none of them stands only tells what happened.
"""

FEELING = {
    "fi": """huono huonos surke kama kamal kauhe hirve hirvi pask vitu vittu v-tut saatan perke helvet prkl pers ärsyt
        rasit harmi hermo turhaut raivo viha vihas inho suutu tympä ketut ottaa päähän pett pettym pettyn surull ikäv
        nolo noloa häpe törke röyhk tyly töyk epäystäv epäselv sekav vaikea hankal hidas hita hidast kömp kankea
        tökkii takku pätkii tyhmä typer järjet älytö idioot turha hyödyt kelvo laadut kehno heikko halpam kallis
        kalli kalle hinnoi ryöst huijau huijar valhe epäreil epärehell epäluot epäonnis virhe väärä sietäm mahdot
        pilall karsea karmea karme onnet ankea onneton säälit valit moit tuska stressaa kyrs hävet scam fail
        surkuh farss vitsi naurett kiusal ylihint roska susi kusi lannist hajoa sekoil ällö valitett pilke""",
    "sv": """dålig uselt usel hemsk förfärl fruktansv skit jävl jävul helvet fan fanns irrit frustr arg besvik
        ledsen tråk synd hopplös värdel kass urdålig urusel sämst sämre trist pinsam otrevl oförskäm nonchal
        oartig otydl förvirr rörig krångl svår jobbig besvärl långsam seg segt segar omöjl dum idiot korkad löjl
        onödig oanvänd oduglig dyr ocker lurad lur bluff oärlig orättv fel katastrof mardröm skandal skam
        hatar avskyr äckl stress klaga klagom bedröv bedrövl skräp sug suger fiasko skämt oacceptab beklag
        tragisk ful irriter orimlig tyvärr missnöj""",
    "en": """bad badly worse worst awful terribl horribl hate hated hates annoy frustrat disappoint angry sad sadly
        upset rubbish crap shit fuck damn hell stupid idiot useless pointless poor poorly lousy dreadful
        appalling disgrac disgust rude unhelp unfriend confus unclear complicat difficult hard clunky slow sluggish
        lag laggy expensive overpric pricey rip-off ripoff scam dishonest unfair wrong error fail broken mess nightmare
        joke ridicul pathetic shame shameful unaccept sucks suck garbage trash ugly hopeless impossible waste
        unreliab regret complain complaint tired fed miserable painful pain ugh wtf meh unfortunat cheap ruin hideous
        insult embarrass infuriat rage faff shoddy dire grim abysmal""",
    "nb": """dårlig elendig forferd grusom jævl faen helvete dritt drit irrit frustr sint sur skuff trist lei synd
        håpløs verdiløs ubrukelig verst verre kjip pinlig uhøfl frekk arrogan uforståel uklar forvirr rotet rot
        tungvint vanskelig slitsom treg tregt tregere sakte umulig dum idiot latterlig unødvend dyr dyrt ran lurt
        svindel uærlig urettfer feil katastrofe mareritt skandale skam hater avsky ekkel stress klage klag søppel
        suger fiasko vits uakseptabel beklag tragisk stygg urimelig dessverre misfornøyd gørr ræv ræva teit""",
    "da": """dårlig elendig forfærd grusom fandme fanden helvede lort pis møg irrit frustr vred sur skuff trist ked synd
        håbløs værdiløs ubrugelig værst værre træls pinlig uhøfl fræk arrogan uforstå uklar forvirr rod rodet
        besværl besvær vanskel svær svært langsom sløv tung umulig dum idiot latterlig unødvend dyr dyrt røver snyd
        svindel
        uærlig urimelig fejl katastrofe mareridt skandale skam hader afsky klam stress klage klag skrald
        sutter fiasko joke uaccept beklag tragisk grim desværre utilfreds nederen ringe kikset møj""",
    "de": """schlecht mies furchtbar schreckl grausam scheiß scheiss kack verdammt mist nerv ärger frustr wüten
        sauer enttäusch traurig schade hoffnungslos wertlos unbrauchbar nutzlos schlimm peinlich unhöfl unfreundl frech
        arrogan unverständl unklar verwirr chaos chaot umständl schwierig schwer mühsam langsam lahm zäh träge unmöglich
        dumm blöd idiot lächerl unnötig teuer teur wucher abzocke betrug verarsch unehrl unfair falsch fehler katastroph
        albtraum skandal schande hass hasse ekel eklig stress beschwer müll kotz witz inakzept bedauer leider
        hässlich unverschämt unzufried dreist doof grottig unterirdisch nichts kaputt frech pampig""",
    "nl": """slecht waardeloos vreselijk verschrikkelijk afschuw kut klote klere tering godver verdomme shit rot
        irrit ergern erger frustr boos kwaad teleurgest teleurstell verdriet jammer hopeloos nutteloos onbruikbaar
        ergst beschamend onbeleefd onvriendelijk brutaal arrogan onduidelijk verwarr chaos omslachtig moeilijk lastig
        traag langzaam sloom onmogelijk dom idioot belachelijk onnodig duur afzet oplicht bedrog oneerlijk fout
        ramp nachtmerrie schandal schande haat haten walg vies stress klacht klaag troep zuigt grap onacceptabel helaas
        lelijk ontevreden stom bagger drama gedoe zonde flut prut kapot zielig matig""",
}
