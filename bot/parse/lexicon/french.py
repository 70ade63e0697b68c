"""French words by what they do in a question; see `english`. `MEANT` says words of time and filters in English."""

from __future__ import annotations

GRAMMAR = {
    "article": "le la les l' un une de_la de_l'",
    "function": (
        "je j'ai j'aimerais j nous vous tu il elle on ils elles me moi te toi se mon ma mes notre nos votre vos leur leurs son sa ses ce cet cette ces ça cela c'est c'était qu'est-ce que_pensent quel quelle quels quelles qui que quoi comment où quand pourquoi combien_de_temps"
        " est sont était étaient été être a ont avait avons avez ai as peut peux pouvez pourriez pourrais pourrait peut-on veux veut voudrais voudrait voulez dois doit faut fait font faire y en ne pas plus moins très beaucoup peu plutôt assez surtout globalement souvent généralement particulièrement aussi encore déjà alors maintenant ici là"
        " t-il a-t-il a-t-elle a-t-on est-ce qu'est qu'il qu'elle qu'on si tout tous toute toutes quelque quelques aucun aucune chaque il_y_a y-a-t-il va vont d'une d'un n'est n'a s'est on_a"
    ),
    "anchor": "sur concernant envers autour_de autour_du au_sujet_de au_sujet_du à_propos_de à_propos_du à_propos_des quant_à vers vis-à-vis_de vis-à-vis_du à_l'égard_de à_l'égard_du",
    "bygone": "dernier dernière derniers dernières passé passée depuis jusqu'à jusqu'en",
    "of": "de d' du des",
    "tie": "pour",
    "preposition": "à au aux en dans par avec sans chez entre contre sous pendant durant avant après selon parmi",
    "conjunction": "et ou mais ainsi_que",
}
FRAME = {
    "greeting": "bonjour bonsoir salut coucou bonjour_à_tous bonjour_à_toutes salut_à_tous cher chère chers bonjour_l'équipe",
    "courtesy": (
        "merci merci_beaucoup merci_d'avance merci_bien svp stp s'il s'il_vous_plaît s'il_te_plaît s'il_vous_plait s'il_te_plait cordialement bien_cordialement bien_à_vous bonne_journée excusez-moi pardon désolé si_possible quand_vous_pouvez quand_tu_peux pour_moi pour_nous"
        " pouvez-vous peux-tu pourriez-vous pourrais-tu est-ce_que_vous_pouvez est-ce_que_tu_peux est-ce_que est-ce_qu' urgent dès_que_possible ce_serait_bien ce_serait_super vous_plaît vous_plait"
    ),
    "filler": "ok okay oui non bon ben euh alors donc voilà une_question une_petite_question petite_question question rapide peut-être bien super parfait d'accord",
    "request": (
        "montre montrez montre-moi montrez-moi montrer donne donnez donne-moi donnez-moi donner trouve trouvez trouve-moi trouvez-moi trouver envoie envoyez envoie-moi envoyez-moi cherche cherchez chercher regarde regardez regarder voir savoir dis-moi dites-moi besoin besoin_de besoin_d'"
        " aimerais aimerais_voir aimerais_savoir aimerais_avoir voudrais_voir voudrais_savoir voudrais_avoir affiche affichez afficher résume résumez résumer analyse analysez vérifie vérifiez fais faites liste listez intéressé connaître avoir obtenir sors sortez jette_un_œil"
    ),
    "generic": "image_générale aperçu résumé synthèse évolution tendance_générale situation état données chiffres chiffre statistiques graphique graphe tableau niveau sujet sujets thème thèmes chose choses changement informations infos point gens monde temps",
    "modifier": "médiatique médiatiques récents récentes récent récente nouveaux nouvelle général générale globale global principaux principales grand grands actuelle actuel",
    "media": "médias presse journaux journal journalistes quotidiens médias_français",
    "work": "chef patron collègue collègues réunion client clients rapport présentation équipe comité conseil note",
    "talk": "merci_pour_l'aide merci_pour_ton_aide merci_pour_votre_aide au_revoir à_bientôt bonne_nuit félicitations bravo bon_week-end",
    "sentiment": (
        "sentiment sentiments ton tonalité humeur ambiance climat perception opinion opinions image_de image_du image_des image réputation attitude ressenti avis regard opinion_publique pensent_de pensent_du pense_de pense_du disent_de_bien positif_ou_négatif positive_ou_négative bon_ou_mauvais"
    ),
    "tone_word": "positif positive positifs positives négatif négative négatifs négatives critique critiques favorable favorables défavorable hostile neutre optimiste pessimiste meilleur pire",
    "tone_verb": "perçu perçue perçus perçues vu vue vus traité traitée traités décrit décrite présenté présentée dépeint dépeinte jugé jugée considéré considérée voit voient perçoit perçoivent traite traitent",
    "volume": "attention volume combien_de_fois combien combien_d' combien_de combien_d'articles nombre_d' nombre_de nombre_d'articles visibilité fréquence à_quelle_fréquence part quantité nombre",
    "coverage": "couverture couverture_médiatique médiatisation mentions retombées retombées_presse traitement_médiatique couverture_presse couverture_de_presse",
    "covered": "mentionné mentionnée mentionnés mentionnées cité citée cités citées couvert couverte couverts évoqué évoquée parlé parler parler_de_lui parler_d'elle parler_d'eux parler_de parle-t-on parle_de parlent parle mentionnent mentionne couvre couvrent",
    "articles": "article articles d'articles l'article titre titres gros_titres actualité actualités actu actus nouvelles dernières_nouvelles infos_sur nouvelles_de dernières_actualités que_se_passe-t-il qu'est-il_arrivé que_s'est-il_passé quoi_de_neuf dépêches papiers",
    "said": "dit disent écrit écrivent publié publient raconte racontent",
    "in_media": "dans_la_presse dans_les_médias dans_les_journaux dans_l'actualité à_la_une",
    "trends": "google recherches recherches_google recherche_google recherches_sur intérêt_de_recherche tendances_google google_trends tendances_de_recherche recherché recherchés cherchent cherche-t-on recherchent googlent volume_de_recherche intérêt_de_recherche_pour",
    "trend": "tendance tendances intérêt populaire",
    "related": "lié liés liée liées lié_à liés_à liée_à liées_à associé associés associé_à associés_à en_lien_avec en_rapport_avec rapport_entre lien_entre liens_entre connexe connexes sujets_connexes sujets_liés_à",
    "compare": "compare comparez comparer comparaison comparaison_entre différence_entre compare-moi comparez-moi",
    "against": "vs vs. versus contre comparé_à comparé_au comparée_à par_rapport_à par_rapport_au face_à face_au que",
    "quantity": "plus moins davantage",
    "predicate": "évolué évolue changé change augmenté augmente diminué diminue baissé baisse monté monte chuté chute progressé amélioré améliorée détérioré détériorée dégradé dégradée développé",
    "doing": "porte se_porte va-t-il",
    "digest": "abonne abonnez abonner abonne-moi abonnez-moi m'abonner abonnement abonnements newsletter digest digests désabonne désabonner désabonne-moi désabonnez-moi résumé_chaque résumé_quotidien résumé_hebdomadaire",
    "ending": "arrête arrêtez arrêter stop supprime supprimez annule annulez résilie désabonne désabonner désabonne-moi désabonnez-moi me_désabonner ne_plus n'ai_plus plus_besoin retire",
    "other_order": "traduis traduisez traduire rappelle réserve achète vends appelle joue calcule commande recommande blague météo déjeuner café écris-moi_un",
    "advice": "dois_je devrais_je dois-je devrais-je faut-il_acheter faut-il_vendre est-ce_le_moment acheter_ou_vendre devrions-nous",
}
FOLLOW = {
    "courtesy": "et mais alors maintenant seulement uniquement plutôt aussi encore pareil pareil_pour la_même_chose_pour idem idem_pour même_chose_pour qu'en_est-il qu'en_est-il_de qu'en_est-il_du et_pour pour en juste à_la_place même_chose"
}
MEANT = {
    "avec": "with", "envoie": "send me", "envoie-moi": "send me", "envoyez-moi": "send me", "l'": "the", "t1": "q1", "t2": "q2", "t3": "q3", "t4": "q4",     "1er": "1", "au_danemark": "in denmark", "au_royaume-uni": "in united kingdom", "au_japon": "in japan", "au_brésil": "in brazil", "au_premier": "in first", "au_deuxième": "in second", "au_troisième": "in third", "au_quatrième": "in fourth", "au_printemps": "in spring", "chaque": "every",    "derniers": "last", "dernières": "last", "dernier": "last", "dernière": "last", "passé": "last", "passée": "last", "ce": "this", "cette": "this", "cet": "this", "ces": "these", "depuis": "since", "jusqu'à": "until", "jusqu'au": "until", "jusqu'en": "until",
    "de": "from", "du": "from", "entre": "between", "et": "and", "après": "after", "avant": "before", "pendant": "during", "durant": "during", "au_cours": "during", "au_cours_des": "over the", "au_cours_du": "over the", "au_cours_de": "over", "en": "in", "au": "to", "dans": "in", "à": "to",
    "aujourd'hui": "today", "hier": "yesterday", "avant-hier": "the day before yesterday", "demain": "tomorrow", "jour": "day", "jours": "days", "semaine": "week", "semaines": "weeks", "mois": "months", "an": "year", "ans": "years", "année": "year", "années": "years", "l'année": "year", "trimestre": "quarter",
    "trimestres": "quarters", "semestre": "half", "heures": "hours", "week-end": "weekend", "janvier": "january", "février": "february", "mars": "march", "avril": "april", "mai": "may", "juin": "june", "juillet": "july", "août": "august", "septembre": "september", "octobre": "october",
    "novembre": "november", "décembre": "december", "lundi": "monday", "mardi": "tuesday", "mercredi": "wednesday", "jeudi": "thursday", "vendredi": "friday", "samedi": "saturday", "dimanche": "sunday", "printemps": "spring", "été": "summer", "l'été": "summer", "automne": "autumn", "l'automne": "autumn", "hiver": "winter", "l'hiver": "winter",
    "premier": "first", "première": "first", "deuxième": "second", "second": "second", "troisième": "third", "quatrième": "fourth", "deux": "two", "trois": "three", "quatre": "four", "cinq": "five", "six": "six", "sept": "seven", "huit": "eight", "neuf": "nine", "dix": "ten", "douze": "twelve", "trente": "thirty",
    "quelques": "few", "le": "the", "la": "the", "les": "the", "des": "the", "la_semaine_dernière": "last week", "semaine_dernière": "last week", "la_semaine_passée": "last week", "le_mois_dernier": "last month", "mois_dernier": "last month", "le_mois_passé": "last month", "l'année_dernière": "last year", "l'an_dernier": "last year", "l'an_passé": "last year",
    "l'année_passée": "last year", "le_trimestre_dernier": "last quarter", "trimestre_dernier": "last quarter", "le_dernier_trimestre": "last quarter", "ce_mois": "this month", "ce_mois-ci": "this month", "cette_semaine": "this week", "cette_année": "this year", "ce_trimestre": "this quarter", "l'été_dernier": "last summer", "le_week-end_dernier": "last weekend", "ce_week-end": "the weekend",
    "depuis_le_début_de_l'année": "since january", "depuis_début": "since", "début_de_l'année": "january", "récemment": "recently", "dernièrement": "lately", "ces_derniers_temps": "lately", "ces_temps-ci": "lately", "en_ce_moment": "lately", "actuellement": "lately", "mois_de": "", "au_mois_de": "in",
    "france": "france", "allemagne": "germany", "suède": "sweden", "norvège": "norway", "danemark": "denmark", "finlande": "finland", "royaume-uni": "united kingdom", "états-unis": "united states", "espagne": "spain", "italie": "italy", "pologne": "poland", "russie": "russia", "chine": "china", "suisse": "switzerland", "belgique": "belgium", "pays-bas": "netherlands",
    "japon": "japan", "inde": "india", "turquie": "turkey", "brésil": "brazil", "médias": "media", "presse": "press", "journaux": "newspapers", "français": "french", "française": "french", "allemand": "german", "allemande": "german", "allemands": "german", "suédois": "swedish", "suédoise": "swedish", "anglais": "english", "britannique": "british", "britanniques": "british", "américaine": "american",
    "américains": "american", "espagnol": "spanish", "espagnole": "spanish", "italienne": "italian", "italiens": "italian", "danoise": "danish", "norvégienne": "norwegian", "aux": "in", "presse_française": "french press", "presse_allemande": "german press", "presse_suédoise": "swedish press", "presse_américaine": "american press", "presse_britannique": "british press", "presse_italienne": "italian press",
    "presse_espagnole": "spanish press", "médias_français": "french media", "médias_allemands": "german media", "médias_suédois": "swedish media", "médias_américains": "american media", "médias_britanniques": "british media", "presse_danoise": "danish press", "presse_norvégienne": "norwegian press", "médias_italiens": "italian media", "médias_espagnols": "spanish media",
    "par_jour": "by day", "par_semaine": "by week", "par_mois": "by month", "par_trimestre": "by quarter", "quotidien": "daily", "hebdomadaire": "weekly", "mensuel": "monthly", "en_tableau": "as a table", "sous_forme_de_tableau": "as a table", "en_graphique": "as a line chart", "en_barres": "as a bar chart", "mondial": "worldwide", "monde_entier": "worldwide",
    "début": "early", "mi": "mid", "fin": "late",
}  # fmt: skip
JOINING = {
    "et": "and",
    "ou": "or",
    "sans": "without",
    "sauf": "except",
    "hormis": "except",
    "excepté": "except",
}
