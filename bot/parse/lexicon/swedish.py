"""Swedish words by what they do in a question; see `english`. `MEANT` says words of time and filters in English."""

from __future__ import annotations

GRAMMAR = {
    "article": "en ett den det de",
    "function": (
        "jag vi du ni han hon man mig oss dig er sig min mitt mina vår vårt våra din ditt dina deras detta denna dessa vad vilka vilken vilket vem hur var när varför"
        " är var varit vara blir blev blivit bli har hade haft ha kan kunde skulle ska skall vill ville får fick fått må måste bör borde gör gjorde gjort göra finns fanns funnits"
        " som ut att om_det inte bara också även så då nu här där mycket många mer mest mindre minst lite något några någon allt alla ingen inget varje gå gick går kommer kom komma mot_varandra"
        " låt ju väl nog egentligen just ganska väldigt snarare främst oftast övervägande huvudsakligen mestadels särskilt dom en_del själv"
    ),
    "anchor": "om kring runt angående beträffande gällande rörande avseende mot gentemot ang",
    "bygone": "senaste sista förra sedan fram tills dess gångna",
    "of": "av",
    "tie": "för på",
    "preposition": "i från till med hos vid inom under över efter före innan mellan utan enligt sen per genom bland",
    "conjunction": "och eller men samt",
}
FRAME = {
    "greeting": "hej hejsan tjena tja hallå god_morgon godmorgon god_dag god_kväll hej_alla hej_på_er hej_allihopa hej_teamet",
    "courtesy": (
        "tack snälla tackar vänligen gärna tack_på_förhand stort_tack tusen_tack tack_så_mycket mvh hälsningar med_vänlig_hälsning vänliga_hälsningar är_du_snäll om_du_kan om_möjligt"
        " när_du_hinner ursäkta förlåt åt_mig för_mig till_mig till_oss åt_oss det_vore_bra det_vore_toppen det_hade_varit_bra snart asap ha_en_bra_dag ingen_brådska kan_ni kan_du skulle_du_kunna skulle_ni_kunna"
    ),
    "filler": "okej ok ja nej jo jaha hm alltså typ liksom kanske snabb_fråga en_fråga en_snabb_fråga bara_en_snabb_fråga fråga bra precis visst",
    "request": (
        "visa ge hämta skicka hitta sök kolla se titta titta_på berätta veta behöver vill_ha vill_se vill_veta skulle_vilja skulle_vilja_ha skulle_vilja_se skulle_vilja_veta önskar ta_fram plocka_fram få_fram ta_reda_på rita gör skapa lista"
        " undrar letar leta kika sammanfatta beskriv analysera undersök följ intresserad ser_på läsa skriv_ut"
    ),
    "generic": "bild översikt överblick sammanfattning utveckling utvecklingen läget situationen data siffror siffra statistik graf diagram tabell nivå nivån ämne ämnen ämnet saker sak frågan förändring uppgifter info information folk tid tiden",
    "modifier": "senaste nya allmänna allmän generella övergripande stora viktigaste hela total totala aktuella",
    "media": "media medier medierna tidningar tidningarna pressen press journalister journalisterna nyhetsmedia nyhetsmedier medias mediernas pressens",
    "work": "chef chefen kollega kollegor möte mötet kund kunden kunder rapport rapporten presentation presentationen team teamet styrelsen styrelse",
    "talk": "tack_för_hjälpen tack_för_det hej_då ha_det_bra bra_jobbat grattis vi_ses god_natt",
    "sentiment": (
        "sentiment sentimentet stämning stämningen tonen ton tonläge tonläget känsla känslan inställning inställningen attityd attityden bilden_av synen_på syn_på uppfattning uppfattningen omdöme rykte ryktet opinion opinionen"
        " bild_av tycker_om tycker tänker_om anser_om känner_för positivt_eller_negativt positiv_eller_negativ hur_ser_man_på ser_på humör humöret"
    ),
    "tone_word": "positiv positivt positiva negativ negativt negativa kritisk kritiskt kritiska vänlig vänliga neutral fientlig optimistisk pessimistisk snällare hårdare positivare negativare bättre sämre",
    "tone_verb": "framställs framställts porträtteras porträtterats uppfattas beskrivs behandlas behandlats skildras skildrats betraktas bemöts",
    "volume": "volym volymen uppmärksamhet uppmärksamheten hur_mycket hur_många hur_ofta antal antalet mängd mängden synlighet genomslag exponering andel hur_mycket_skrivs hur_många_artiklar hur_mycket_uppmärksamhet",
    "coverage": "bevakning bevakningen mediebevakning mediebevakningen pressbevakning nyhetsbevakning nyhetsbevakningen rapportering rapporteringen täckning täckningen omnämnanden",
    "covered": "rapporterades diskuterades omnämndes nämns nämnts nämndes omnämns omnämnts bevakas bevakats rapporteras rapporterats diskuteras skrivs skrivits omtalas förekommer förekommit tas_upp",
    "articles": "artiklar artikel artiklarna rubrik rubriker rubrikerna nyhet nyheter nyheterna nytt notiser vad_händer vad_har_hänt vad_hände vad_är_nytt senaste_nytt något_nytt inslag länkar",
    "said": "skriver skrivit säger sagt rapporterar pratar talar skrev",
    "in_media": "i media i medierna i pressen i tidningarna i nyheterna i tidningen",
    "trends": "google-sökningar google-trender googlesökningar_på sökningar_efter google googlar googlat googla googlas googlesökningar sökningar sökningar_på sökintresse sökintresset sökintresset_för sökningarna söker_på sökt_på söktrender söktrend googletrender sökvolym google_trender",
    "trend": "trend trender trenden trenderna intresse intresset populärt",
    "related": "relaterat relaterade relaterat_till relaterade_till hänger_ihop_med kopplat_till kopplade_till kopplas_till förknippas_med förknippat_med samband samband_mellan hör_ihop_med nämns_tillsammans_med tillsammans_med_vad",
    "compare": "jämför jämföra jämförelse jämfört skillnad_mellan skillnaden_mellan jämförelse_mellan jämför_med",
    "against": "mot vs vs. versus jämfört_med kontra än i_jämförelse_med gentemot ställt_mot",
    "quantity": "mer mest mindre minst fler flest oftare",
    "predicate": "förändrats förändras ändrats utvecklats utvecklat_sig utvecklas utvecklat ökat ökar ökade minskat minskar minskade stigit stiger sjunkit sjunker fallit faller rört_sig vänt svängt sett_ut ser_ut såg_ut sett blivit gått förbättrats försämrats",
    "doing": "går det_går klarar_sig",
    "digest": "prenumerera prenumeration prenumerationer prenumerationen prenumerationerna nyhetsbrevet nyhetsbrev sammanfattning_varje skicka_varje bevaka digest digesten digests veckobrev avprenumerera uppdateringar",
    "ending": "avslutar avslutas säga_upp avbryt avbryta upphöra avböj avsäg avsluta stoppa sluta säg_upp ta_bort avprenumerera avbeställ inte_längre inga_fler inte_ha slipp sluta_skicka avregistrera",
    "other_order": "översätt påminn boka köp sälj ring mejla maila skriv_en spela räkna beställ rekommendera skämt väder vädret lunch lunchen fika resa biljett",
    "advice": "ska_jag bör_jag borde_jag ska_vi_köpa bör_vi borde_vi köpa_eller_sälja värt_att_köpa ska_man_köpa",
}
FOLLOW = {
    "courtesy": "och men då nu bara istället i_stället samma samma_sak_för samma_för hur_är_det_med vad_sägs_om hur_ser_det_ut_för också även då_så och_för kan_du ta byt_till ändra_till visa_det gör_det för som"
}
MEANT = {
    "med": "with", "skicka": "send me",     "senaste_månaden": "past month", "senaste_veckan": "past week", "senaste_året": "past year", "senaste_dygnet": "last 24 hours", "senaste_halvåret": "last 6 months", "sedan_i": "since", "sen_i": "since", "kl": "at", "kl.": "at", "klockan": "at", "senaste": "last", "sista": "last", "förra": "previous", "föregående": "previous", "i_år": "this year", "i_fjol": "previous year", "ifjol": "previous year", "i_år_hittills": "this year",
    "hittills_i_år": "this year", "denna": "this", "den_här": "this", "det_här": "this", "detta": "this", "under": "during", "sedan": "since", "sen": "since", "fram_till": "until", "till": "to", "tills": "until",
    "från": "from", "mellan": "between", "och": "and", "efter": "after", "före": "before", "innan": "before", "i_dag": "today", "idag": "today", "igår": "yesterday",
    "i_går": "yesterday", "i_morgon": "tomorrow", "imorgon": "tomorrow", "dag": "day", "dagar": "days", "dagarna": "days", "dagen": "day", "dygn": "days", "dygnet": "day", "vecka": "week", "veckan": "week",
    "veckor": "weeks", "veckorna": "weeks", "månad": "month", "månaden": "month", "månader": "months", "månaderna": "months", "år": "year", "året": "year", "åren": "years", "kvartal": "quarter",
    "kvartalet": "quarter", "kvartalen": "quarters", "halvåret": "6 months", "halvår": "6 months", "timmar": "hours", "timmarna": "hours", "helgen": "weekend", "i_helgen": "the weekend",
    "januari": "january", "februari": "february", "mars": "march", "april": "april", "maj": "may", "juni": "june", "juli": "july", "augusti": "august", "oktober": "october",
    "måndag": "monday", "måndags": "last monday", "tisdag": "tuesday", "onsdag": "wednesday", "torsdag": "thursday", "fredag": "friday", "lördag": "saturday", "söndag": "sunday",
    "i_måndags": "last monday", "i_fredags": "last friday", "våren": "spring", "sommaren": "summer", "hösten": "autumn", "vintern": "winter", "vår": "spring", "i_våras": "last spring", "i_somras": "last summer",
    "i_höstas": "last autumn", "i_vintras": "last winter", "i_sommar": "this summer", "i_höst": "this autumn", "i_vår": "this spring", "första": "first", "andra": "second", "tredje": "third",
    "fjärde": "fourth", "två": "two", "tre": "three", "fyra": "four", "fem": "five", "sex": "six", "sju": "seven", "åtta": "eight", "nio": "nine", "tio": "ten", "tolv": "twelve",
    "tjugo": "twenty", "trettio": "thirty", "nittio": "ninety", "par": "couple", "några": "few", "ett_par": "couple", "i": "in", "över": "over", "vecka_nr": "week", "nyligen": "recently", "den_senaste_tiden": "lately", "på_senaste_tiden": "lately",
    "på_sistone": "lately", "just_nu": "lately", "i_början_av": "beginning of", "början_av": "beginning of", "slutet_av": "end of", "mitten_av": "mid", "årsskiftet": "january", "sedan_årsskiftet": "since january", "den": "the", "det": "the", "de": "the", "för": "for",
    "sverige": "sweden", "norge": "norway", "danmark": "denmark", "tyskland": "germany", "frankrike": "france", "storbritannien": "britain", "usa": "usa", "spanien": "spain", "italien": "italy", "polen": "poland",
    "ryssland": "russia", "kina": "china", "indien": "india", "ukraina": "ukraine", "nederländerna": "netherlands", "schweiz": "switzerland", "österrike": "austria", "kanada": "canada", "brasilien": "brazil", "turkiet": "turkey",
    "svensk": "swedish", "svenska": "swedish", "norsk": "norwegian", "norska": "norwegian", "dansk": "danish", "danska": "danish", "finsk": "finnish", "finska": "finnish", "tysk": "german", "tyska": "german", "fransk": "french", "franska": "french",
    "brittisk": "british", "brittiska": "british", "amerikansk": "american", "amerikanska": "american", "engelska": "english", "spanska": "spanish", "italienska": "italian", "ryska": "russian", "kinesiska": "chinese", "japanska": "japanese",
    "media": "media", "medier": "media", "tidningar": "newspapers", "press": "press", "pressen": "press", "medierna": "media", "på": "in",
    "per": "per", "varje": "every", "dagligen": "daily", "veckovis": "weekly", "månadsvis": "monthly", "kvartalsvis": "quarterly", "timvis": "hourly", "per_vecka": "weekly", "per_månad": "monthly", "per_dag": "daily", "per_kvartal": "quarterly",
    "som_tabell": "as a table", "som_en_tabell": "as a table", "i_en_tabell": "as a table", "som_stapeldiagram": "as a bar chart", "som_linjediagram": "as a line chart", "som_en_graf": "as a line chart", "som_diagram": "as a line chart",
    "sedan_årets_början": "since january", "sedan_i_somras": "since summer", "sedan_i_måndags": "since monday", "sedan_i_våras": "since spring", "sedan_i_fjol": "since previous year", "i_världen": "worldwide", "globalt": "worldwide",
}  # fmt: skip
JOINING = {
    "och": "and",
    "samt": "and",
    "eller": "or",
    "utan": "without",
    "exklusive": "excluding",
    "förutom": "except",
}
