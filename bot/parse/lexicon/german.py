"""German words by what they do in a question; see `english`. `MEANT` says words of time and filters in English."""

from __future__ import annotations

GRAMMAR = {
    "article": "der die das den dem des ein eine einen einem einer eines",
    "function": (
        "ich wir du ihr er sie es man mich mir uns dich dir euch sich mein meine meinen meiner unser unsere unseren dein deine ihre ihren ihrem was welche welcher welches welchen wer wie wo wann warum wieso"
        " ist sind war waren gewesen sein wird werden wurde wurden geworden hat haben hatte hatten habe hast kann können könnte könnten könntest kannst soll sollte sollten will wollen würde würden möchte möchten muss müssen darf dürfen mag gibt gab"
        " dass ob nicht nur auch noch schon so dann jetzt hier da dort sehr viel viele mehr am_meisten eher überwiegend vorwiegend meistens meist ziemlich besonders insgesamt tendenziell weniger etwas einige alle alles kein keine keinen jede jeder jedes mal bitte_mal gerne gern eigentlich ganz gerade denn doch ja wohl es_gibt geht"
        " als zum zur beim vom im_moment dazu davon dabei steht"
    ),
    "of": "von vom",
    "tie": "für",
    "anchor": "an über zu zum zur bezüglich gegenüber rund_um um betreffend hinsichtlich wegen zu_dem zu_der",
    "bygone": "letzte letzten letzter letztes letztem vergangene vergangenen vergangener vorige vorigen seit bis",
    "preposition": "in im auf am bei mit aus nach vor während zwischen ohne gegen unter durch pro laut ab per",
    "conjunction": "und oder aber sowie",
}
FRAME = {
    "greeting": "hallo hi guten_tag guten_morgen guten_abend moin servus grüezi hallo_zusammen liebe lieber liebes_team hallo_team sehr_geehrte",
    "courtesy": (
        "bitte danke vielen_dank besten_dank danke_schön dankeschön danke_im_voraus vielen_dank_im_voraus mfg vg lg mit_freundlichen_grüßen viele_grüße beste_grüße liebe_grüße wenn_möglich falls_möglich wenn_du_kannst wenn_sie_können"
        " entschuldigung entschuldige für_mich für_uns kannst_du können_sie könntest_du könnten_sie würden_sie würdest_du asap dringend das_wäre_super das_wäre_nett das_wäre_toll wäre_super danke_dir danke_ihnen kurz eilt merci"
    ),
    "filler": "ok okay ja nein also naja hm eine_frage kurze_frage nur_eine_kurze_frage frage vielleicht super gut genau klar mal",
    "request": (
        "zeig zeige zeigen gib gebe geben hol hole holen such suche suchen finde finden schick schicke schicken sende senden schau schaue schauen nachschauen ansehen sehen sag sage sagen erzähl erzähle wissen brauche brauchen benötige benötigen hätte hätten hätte_gern hätte_gerne hätten_gerne"
        " interessiert interessiere interessieren erstelle erstellen liste mach mache machen zusammenfassen fasse analysiere prüfe prüfen frage_mich wüsste_gern wüsste_gerne wissen_wie anzeigen raussuchen heraussuchen"
    ),
    "generic": "bild überblick übersicht zusammenfassung entwicklung verlauf lage situation stand daten zahlen zahl statistik grafik diagramm tabelle niveau thema themen sache sachen veränderung informationen infos leute menschen zeit",
    "modifier": "aktuelle aktuellen aktueller neueste neuesten neue neuen allgemeine allgemeinen allgemein gesamte gesamten große großen wichtigste wichtigsten",
    "media": "medien presse zeitungen zeitung journalisten nachrichtenmedien blätter medienwelt",
    "work": "chef chefin kollege kollegen kollegin meeting besprechung kunde kunden kundin bericht präsentation team vorstand termin",
    "talk": "danke_für_die_hilfe danke_für_deine_hilfe tschüss bis_bald gute_nacht glückwunsch gut_gemacht schönes_wochenende",
    "sentiment": (
        "stimmung stimmungslage stimmungsbild sentiment ton tonfall tonlage tonalität haltung einstellung wahrnehmung meinung meinungen ruf image ansehen bild_von gefühl eindruck öffentliche_meinung tenor"
        " denken_über denkt_über halten hält halten_von hält_von denken_von positiv_oder_negativ gut_oder_schlecht"
    ),
    "tone_word": "positiv positive positiver positiven negativ negative negativer negativen kritisch kritischer freundlich freundlicher neutral feindlich optimistisch pessimistisch besser schlechter wohlwollend",
    "tone_verb": "dargestellt wahrgenommen gesehen beschrieben behandelt bewertet beurteilt porträtiert eingeschätzt sehen_die",
    "volume": "aufmerksamkeit wie_viel wieviel wie_viele wieviele wie_oft wie_häufig anzahl menge volumen anzahl_der sichtbarkeit präsenz medienpräsenz anteil zahl_der",
    "coverage": "berichterstattung medienberichterstattung presseberichterstattung erwähnungen abdeckung medienecho echo presseecho berichte_über",
    "covered": "erwähnt genannt berichtet behandelt_wird besprochen diskutiert geschrieben vorgekommen thematisiert",
    "articles": "artikel artikeln artikels schlagzeile passiert geschehen schlagzeilen nachricht nachrichten meldung meldungen news neuigkeiten neues was_ist_los was_gibt_es_neues was_gibt's_neues was_ist_passiert was_passiert was_ist_neu beiträge berichte links",
    "said": "schreiben schreibt schrieb sagen_die berichten reden spricht sprechen",
    "in_media": "in_den_medien in_der_presse in_den_zeitungen in_den_nachrichten in_den_schlagzeilen",
    "trends": "google googeln gegoogelt googelt google-suchen googlesuchen google-trends suchanfragen suchanfragen_nach suchinteresse suchinteresse_an suchtrends suchtrend suchvolumen gesucht gesucht_nach google-suche suchen_nach_auf_google suchbegriff",
    "trend": "trend trends interesse beliebt",
    "related": "verwandt verwandte verwandt_mit zusammenhang im_zusammenhang_mit hängt_zusammen_mit hängen_zusammen_mit verbunden_mit verknüpft_mit in_verbindung_mit in_verbindung_gebracht_mit zusammen_mit_was zusammenhängen_mit hängen_mit verwandte_themen",
    "compare": "vergleich vergleiche vergleichen vergleicht verglichen unterschied_zwischen unterschiede_zwischen vergleich_zwischen",
    "against": "vs vs. versus gegen gegenüber verglichen_mit im_vergleich_zu im_vergleich_mit im_vergleich_zum im_vergleich_zur als",
    "quantity": "mehr weniger meisten häufiger öfter größer",
    "predicate": "entwickelt verändert geändert gestiegen zugenommen abgenommen steigt gesunken sinkt gefallen fällt zugenommen abgenommen verbessert verschlechtert gewandelt gekippt gedreht zusammen aus ausgesehen bekommen bekam erhalten erhielt bekommt",
    "doing": "läuft steht_da schneidet_ab aussieht",
    "digest": "abonniere abonnieren abo abonnement abonnements newsletter digest digests zusammenfassung_jeden kündige_den abbestellen abbestelle auf_dem_laufenden updates",
    "ending": "beende beenden stoppe stoppen stopp kündige kündigen lösche löschen abbestellen abbestelle nicht_mehr keine_weiteren kein_mehr entferne hör_auf",
    "other_order": "übersetze übersetzen erinnere erinnern buche buchen kaufe verkaufe ruf rufe maile spiele berechne bestelle empfiehl witz wetter mittagessen kaffee kantine",
    "advice": "soll_ich sollte_ich sollen_wir sollten_wir kaufen_oder_verkaufen lohnt_es_sich soll_man",
}
FOLLOW = {
    "courtesy": "und aber dann jetzt nur stattdessen auch nochmal dasselbe dasselbe_für das_gleiche das_gleiche_für was_ist_mit wie_ist_es_mit wie_sieht_es_mit wie_sieht_es_aus_mit wie_wäre_es_mit gleiche_für als bitte_nur mach_das zeig_es zeig_das für aus doch_lieber lieber"
}
MEANT = {
    "mit": "with", "schick": "send me", "schicke": "send me", "schicken": "send me", "als": "as", "tabelle": "table", "balkendiagramm": "bar chart", "liniendiagramm": "line chart",     "jeden": "every", "jede": "every", "jedes": "every", "um": "at", "uhr": "",    "letzte": "last", "letzten": "last", "letzter": "last", "letztes": "last", "letztem": "last", "vergangene": "last", "vergangenen": "last", "vergangener": "last", "vorige": "previous", "vorigen": "previous", "vorletzten": "previous",
    "diese": "this", "diesen": "this", "dieser": "this", "dieses": "this", "diesem": "this", "seit": "since", "bis": "to", "von": "from", "vom": "from", "zwischen": "between", "und": "and", "nach": "after", "vor": "before",
    "ab": "since", "während": "during", "im": "in", "in": "in", "am": "on", "heute": "today", "gestern": "yesterday", "vorgestern": "the day before yesterday", "morgen": "tomorrow", "tag": "day", "tage": "days", "tagen": "days", "woche": "week", "wochen": "weeks",
    "monat": "month", "monats": "month", "monate": "months", "monaten": "months", "jahr": "year", "jahres": "year", "jahre": "years", "jahren": "years", "quartal": "quarter", "quartals": "quarter", "quartale": "quarters", "quartalen": "quarters", "halbjahr": "half",
    "stunden": "hours", "stunde": "hour", "wochenende": "weekend", "januar": "january", "jänner": "january", "februar": "february", "märz": "march", "april": "april", "mai": "may", "juni": "june", "juli": "july", "oktober": "october", "dezember": "december",
    "anfang_des_jahres": "january", "jahresanfang": "january", "jahresbeginn": "january", "beginn_des_jahres": "january", "seit_anfang_des_jahres": "since january", "seit_jahresbeginn": "since january", "seit_jahresanfang": "since january", "seit_beginn_des_jahres": "since january",
    "montag": "monday", "dienstag": "tuesday", "mittwoch": "wednesday", "donnerstag": "thursday", "freitag": "friday", "samstag": "saturday", "sonntag": "sunday", "frühling": "spring", "frühjahr": "spring", "sommer": "summer", "herbst": "autumn", "winter": "winter",
    "erste": "first", "ersten": "first", "erstes": "first", "zweite": "second", "zweiten": "second", "dritte": "third", "dritten": "third", "drittes": "third", "vierte": "fourth", "vierten": "fourth", "zwei": "two", "drei": "three", "vier": "four", "fünf": "five",
    "sechs": "six", "sieben": "seven", "acht": "eight", "neun": "nine", "zehn": "ten", "zwölf": "twelve", "dreißig": "thirty", "neunzig": "ninety", "paar": "few", "kw": "week", "kalenderwoche": "week", "der": "the", "die": "the", "das": "the",
    "den": "the", "dem": "the", "des": "the", "in_letzter_zeit": "lately", "zuletzt": "lately", "derzeit": "lately", "zurzeit": "lately", "momentan": "lately", "aktuell": "lately", "im_moment": "lately", "kürzlich": "recently", "neulich": "recently", "dieser_tage": "lately",
    "deutschland": "germany", "schweden": "sweden", "norwegen": "norway", "dänemark": "denmark", "finnland": "finland", "frankreich": "france", "großbritannien": "britain", "england": "england", "usa": "usa", "spanien": "spain", "italien": "italy", "polen": "poland", "russland": "russia",
    "china": "china", "indien": "india", "österreich": "austria", "schweiz": "switzerland", "niederlande": "netherlands", "niederlanden": "netherlands", "türkei": "turkey", "ukraine": "ukraine", "japan": "japan", "brasilien": "brazil",
    "deutsche": "german", "deutschen": "german", "deutscher": "german", "schwedischen": "swedish", "schwedische": "swedish", "norwegischen": "norwegian", "dänischen": "danish", "französischen": "french", "französische": "french", "britischen": "british", "amerikanischen": "american",
    "amerikanische": "american", "spanischen": "spanish", "italienischen": "italian", "polnischen": "polish", "russischen": "russian", "chinesischen": "chinese", "österreichischen": "austrian", "schweizer": "swiss", "auf": "in", "deutsch": "german", "englisch": "english", "französisch": "french", "schwedisch": "swedish", "spanisch": "spanish",
    "medien": "media", "presse": "press", "zeitungen": "newspapers", "aus": "from", "täglich": "daily", "wöchentlich": "weekly", "monatlich": "monthly", "vierteljährlich": "quarterly", "stündlich": "hourly", "pro": "per", "nach_monaten": "by month", "nach_wochen": "by week", "pro_woche": "by week",
    "pro_monat": "by month", "pro_tag": "by day", "als_tabelle": "as a table", "als_balkendiagramm": "as a bar chart", "als_liniendiagramm": "as a line chart", "als_grafik": "as a line chart", "als_diagramm": "as a line chart", "weltweit": "worldwide", "anfang": "early", "mitte": "mid", "ende": "late",
    "erstes_halbjahr": "first half", "ersten_halbjahr": "first half", "zweites_halbjahr": "second half", "zweiten_halbjahr": "second half", "heuer": "this year", "letztes_halbjahr": "last 6 months", "letzten_halbjahr": "last 6 months",
}  # fmt: skip
JOINING = {
    "und": "and",
    "sowie": "and",
    "oder": "or",
    "ohne": "without",
    "außer": "except",
    "exklusive": "excluding",
}
