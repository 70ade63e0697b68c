"""English words by what they do in a question. An underscore joins the words of a phrase.

`GRAMMAR` is small and closed: the words that hold sentences together. `FRAME` are words with which people ask, by the
part they play. What stands in neither can only be part of a topic, or is passed over at a cost.
"""

from __future__ import annotations

GRAMMAR = {
    "article": "the a an",
    "function": (
        "i me my your his her mine we us ours you yours he him she hers it they them theirs i'd i'm i've i'll"
        " we'd we're we've we'll you're you'd you've you'll he's she's it's it'd it'll they're they've they'd there's that's what's whats who's where's"
        " how's hows here's let's lets im ive id ill dont didnt isnt arent wasnt cant couldnt wont wouldnt u ur r"
        " this that these those there here who whom whose what which why how when where whether if"
        " am is are was were be been being do does did doing done have has had having will would shall should can could may might"
        " must ought not don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't ain't"
        " so than then because while though although since_when as_if any some all every each both either neither no none"
        " one ones someone somebody anyone anybody anything something everything everyone nobody nothing myself ourselves yourself"
        " such same other another else own only also too just yet still even ever never always already again now once"
        " very quite rather really actually basically generally overall mostly mainly roughly about_how more most less least much many few"
        " lot lots bit get gets got getting gotten go goes went going gone make makes made making been keep keeps kept"
        " per exactly specifically currently up out down off away together back"
    ),
    "possessive": "our its their",
    "anchor": "on about regarding concerning re abt wrt w.r.t. around toward towards surrounding involving touching",
    "bygone": "last past previous next coming upcoming ago ytd mtd qtd until since instead",
    "of": "of",
    "tie": "for",
    "preposition": "in to at from by with over under into onto upon across among between within during through"
    " without near behind beyond via per as like since until till before after despite per amid plus minus",
    "conjunction": "and or but nor & n",
}

FRAME = {
    "greeting": (
        "hi hello hey heya hiya howdy yo morning afternoon evening greetings dear good_morning good_afternoon good_evening"
        " good_day hi_there hey_there hello_there hi_all hi_team hello_team hello_all hey_all hey_team dear_all dear_team hi_again hello_again gm omg happy_friday happy_monday"
    ),
    "courtesy": (
        "please pls plz plse pleas kindly thanks thank_you thankyou thx thnx tnx ty tks tia cheers ta many_thanks thanks_a_lot thanks_so_much"
        " thanks_in_advance thanks_again thank_you_so_much thank_you_very_much much_appreciated appreciated appreciate_it many_thanks_in_advance"
        " asap a.s.a.p. when_you_can when_you_get_a_chance when_you_have_a_moment when_you_have_time when_you_have_a_minute when_you_have_a_sec"
        " if_you_can if_possible if_you_could if_you_would if_you_don't_mind if_you_please if_that's_ok if_that's_okay if_it's_not_too_much_trouble"
        " no_rush no_hurry urgent urgently regards best_regards kind_regards best_wishes best sincerely yours_sincerely br rgds sorry sorry_to_bother_you"
        " excuse_me pardon_me at_your_convenience at_your_earliest_convenience for_me for_us to_me to_us thanks_mate mate folks guys all_the_best"
        " have_a_nice_day have_a_good_day have_a_great_day much_obliged useful helpful excellent awesome brilliant amazing wonderful question_mark full_stop exclamation_mark much_obliged grateful i'd_be_grateful i_would_be_grateful would_be_great would_be_nice"
        " would_be_helpful would_be_much_appreciated would_be_appreciated that_would_be_great that'd_be_great that_would_be_helpful"
        " let_me_know real_quick quickly quick if_i_may by_the_way btw fyi imo imho tbh lol haha hehe :) ;) :-) xx xo first_of_all"
        " do_you_mind would_you_mind any_chance is_there_any_chance any_chance_of bot newsbot tidings"
    ),
    "filler": (
        "um uh uhm erm er hmm hm well okay ok k so like you_know i_mean i_guess i_suppose sort_of kind_of kinda sorta right alright oh ah aha wow anyway"
        " anyways maybe perhaps possibly basically literally honestly actually just simply let's_say say let's_see let_me_see quick_question quick_one"
        " question one_question a_question another_question one_more_thing one_more random_question silly_question follow-up_question just_wondering"
        " just_curious just_checking out_of_curiosity in_general for_now at_least and_now now_then first"
        " yes yeah yep yup sure nope nah no great cool nice perfect good"
    ),
    "request": (
        "set_up setup schedule arrange reschedule move_my change_my mailing emailing messaging pinging notifying posting updating spamming come arrive break_it_down break_this_down break_down split_it split_by sending receive receiving show give add post create get fetch send find pull bring check see look look_at look_up look_into take_a_look take_a_look_at have_a_look have_a_look_at"
        " tell know need want would_like 'd_like like_to wanna wan looking looking_for look_for search search_for see_if draw plot chart graph make run prepare"
        " produce generate create build provide deliver share display list print put run_me do_me do compute calculate pull_up bring_up pull_together put_together"
        " dig dig_up dig_out dig_into read review summarise summarize summarising summarizing brief update inform explain describe analyse analyze analysing"
        " analyzing examine explore investigate assess evaluate measure track monitor follow gauge scan browse fill_me_in help help_me wondering wonder curious"
        " interested interested_in keen try trying asking ask asks request requesting requested show_me give_me get_me tell_me send_me find_me gimme lemme"
        " let_me_have let_me_see mind able possible hand grab hit_me throw walk_me_through talk_me_through point_me_to catch catch_up"
        " figure_out find_out work_out understand learn hear retrieve obtain extract report_on focus_on zoom_in_on interested_to_know curious_about"
        " wondering_about hoping hope hoping_to after would_love love_to appreciate"
    ),
    "modifier": "latest recent newest top main key current general overall total whole entire full public worldwide international global national local good bad big many average avg mean old new long quick brief short ongoing world",
    "generic": (
        "picture overview summary rundown breakdown snapshot update updates view look sense idea take gist read feel figure figures number numbers data"
        " email emails mails message messages notification notifications alert alerts statistics stats analysis analyses info information intel details detail insight insights insight_into report reports level levels score scores"
        " index reading readings curve line timeline development developments evolution trajectory direction history change changes movement dynamics"
        " situation state status position"
        " topic topics subject subjects theme themes term terms word words keyword keywords name names company stock area field issue matter case"
        " chart graph plot table figure diagram series set sort kind type sort_of_thing thing things stuff lot amount_of level_of degree extent"
        " day days wise terms_of in_terms_of in_relation_to with_regard_to with_respect_to in_regard_to in_regards_to with_regards_to as_regards"
        " when_it_comes_to in_connection_with on_the_topic_of on_the_subject_of of_late way ways goes over_time"
        " people folks everybody time times moment"
    ),
    "media": (
        "medias media press newspaper newspapers paper papers journalist journalists outlet outlets reporter reporters news_outlets newsroom newsrooms pundits"
        " commentators columnists editors tabloids broadsheets broadcasters publications publishers magazines news_sites newswires newswire wires"
        " the_news news_media mainstream_media world's_media world's_press source sources the_wires in_print the_airwaves"
    ),
    "work": (
        "boss manager colleague colleagues team teams client clients customer customers meeting meetings call calls deck slides slide presentation"
        " report memo note paper briefing board committee desk department boss's ceo cfo interview workshop lunch today's tomorrow's project research thesis"
        " article newsletter pitch dashboard talk talks speech session conference_call standup assistant intern analyst"
    ),
    "anchored_action": "",
    "sentiment": (
        "sentiment sentiments tape read_on take_on tone tonality mood moods feeling feelings vibe vibes attitude attitudes perception perceptions reception opinion opinions"
        " image reputation portrayal depiction stance sentiment_score treatment narrative slant spin temperature verdict outlook impression impressions"
        " tenor optimism pessimism negativity positivity favourability favorability positivity goodwill hostility press_image public_opinion"
        " news_sentiment media_sentiment press_sentiment sentiment_analysis_of sentiment_analysis_on tone_of_voice mood_music emotional_tone"
        " positive_or_negative good_or_bad positive_or_not better_or_worse up_or_down negative_or_positive bad_or_good friendly_or_hostile"
        " good_press bad_press good_news_or_bad feel_about feels_about felt_about think_of think_about thinks_of thought_of feeling_about thinking_about thinking_of"
    ),
    "tone_word": (
        "positive negative neutral positively negatively favourable favorable favourably favorably unfavourable unfavorable unfavourably unfavorably"
        " critical critically hostile friendly kind kinder kindly_disposed harsh harsher harshly upbeat downbeat gloomy gloomier rosy rosier optimistic"
        " pessimistic bullish bearish warm warmer cool cooler sour sourer sweet dark darker bright brighter nicer nice_to friendlier hard_on tough_on easy_on"
        " worried concerned excited angry afraid nervous anxious enthusiastic happy unhappy sceptical skeptical supportive sympathetic sympathetically"
        " fair unfair better worse worst good bad nice soft softer mean"
    ),
    "tone_verb": (
        "portray portrays portrayed portraying treat treats treated treating perceive perceives perceived perceiving view views viewed viewing see sees seen"
        " depict depicts depicted depicting frame frames framed framing describe describes described judge judged judges rated regard regarded receive"
        " received talked_up talked_down liked disliked loved hated praise praised criticise criticised criticize criticized feel feels felt think thinks come_across"
        " came_across coming_across comes_across slammed bashed hammered"
    ),
    "volume": (
        "volume volumes attention exposure visibility prominence how_much how_many how_often how_widely how_frequently how_prominent how_prominently how_big"
        " number_of amount_of quantity count counts article_count article_counts story_count mention_count number_of_articles number_of_stories"
        " share_of_voice share_of_coverage media_attention press_attention airtime air_time column_inches ink noise buzz chatter hype footprint salience frequency"
        " volume_of how_heavily how_heavy how_intensely when_did how_is_the_coverage written_much much_written is_there_much how_many_times many_times coverage_volume news_volume media_volume news_flow newsflow news_count news_intensity how_visible how_present"
    ),
    "covered": (
        "cover covers covered covering mention mentioned mentioning discuss discusses discussed discussing featured features featuring appear appears appeared"
        " written_about talked_about reported_on reported_about reported reporting talked_of written_on written-about talked-about wrote_about spoken spoken_of spoken_about discussed_in"
    ),
    "coverage": (
        "coverage mention mentions"
        " making_headlines making_news news_coverage media_coverage press_coverage"
        " media_mentions news_mentions press_mentions presence spotlight limelight in_the_spotlight media_presence publicity"
    ),
    "happening": "happening happened happen happens been_happening going_on",
    "plenty": "a_lot_of lots_of plenty_of a_lot_about much_talk a_lot loads_of tons_of so_much",
    "talk": (
        "need_to_talk have_to_talk let's_talk let_us_talk should_talk "
        "see_you see_ya see_u talk_soon talk_later take_care bye goodbye good_night cya ttyl congrats congratulations well_done happy_birthday happy_friday"
        " happy_weekend get_well good_luck have_fun welcome_aboard great_job good_job nice_work great_work good_work love_it agreed lol haha cheers_all"
    ),
    "in_media": (
        "in_the_news in_the_headlines in_the_media in_the_press in_the_papers in_news all_over_the_news all_over_the_papers all_over_the_press"
        " in_the_newspapers in_the_paper in_print on_the_news in_the_world_news in_the_world's_press in_the_world_press in_the_public_eye"
    ),
    "correction": (
        "no_wait wait_no scratch_that strike_that or_rather i_mean i_meant make_that make_it correction my_mistake my_bad oops sorry_i_mean sorry_i_meant no_sorry actually_no no_actually"
        " sorry_no hang_on hold_on rather no_i_mean no_i_meant"
    ),
    "articles": (
        "article articles headline headlines story stories link links piece pieces clipping clippings cuttings write-ups write-up writeup writeups items posts"
        " news_article news_articles news_stories news_story news_items news_item press_articles top_stories what_happened what's_new whats_new what_is_new"
        " what's_happening what_is_happening whats_happening what's_going_on whats_going_on what_is_going_on what's_up what's_been_happening anything_new catch_me_up"
        " catch_us_up fill_me_in_on bring_me_up_to_speed up_to_speed get_me_up_to_speed what_went_on reading_list press_clippings what's_the_latest what_is_the_latest"
        " whats_the_latest the_latest_on anything_on anything_about something_on something_about anything_interesting what's_up_with what_is_up_with any_colour any_color colour_on color_on any_colour_on any_color_on anything_moving anything_in_the_news any_talk_of any_talk_about any_chatter_on any_word_on word_on any_news any_headlines everything_on everything_about everything_re everything_regarding all_the_news what_happened_to what_happened_with"
        " what's_new_with keep_me_informed news_about news_on news_of news_regarding news_for latest_on press_releases examples"
    ),
    "said": (
        "say says said saying write writes writing wrote written report reports reporting talk talks talking publish published publishing"
    ),
    "news": "news",
    "trends": (
        "google googles googled googling google_trends google_trend google_search google_searches google_interest on_google in_google via_google how_interested search_interest search_volume search_volumes"
        " searches searched searching search_trend search_trends search_queries search_terms searches_for search_for_on_google search_popularity search_statistics search_stats search_data search_figures search_numbers search_history search_activity search_trendline"
        " web_search web_searches online_searches internet_searches search_demand search_traffic look_up_online searching_for searched_for"
        " people_search interest_on_google interest_in_google lookups"
    ),
    "trend": "trend trends trending trendline popularity popular public_interest interest interested_people",
    "related": (
        "related related_queries related_searches related_terms related_to connected connected_to connected_with associated associated_with linked linked_to linked_with tied tied_to co-mentioned co-mentions"
        " comentioned co-mention co-occur co-occurs co-occurring mentioned_together mentioned_alongside mentioned_with "
        " what_goes_with what_topics_go_with topics_go_with what_else_goes_with things_go_with words_go_with topics_that_go_with what_go_with goes_with go_together goes_together goes_along_with comes_up_with come_up_with comes_up_alongside come_up_alongside comes_up_together turns_up_with appear_with"
        " appears_with appear_together appears_alongside appear_alongside alongside_which similar_topics related_topics relate relates relating_to relate_to relates_to relation relations relationship"
        " relationships relatedness connection connections link_between links_between ties correlation correlated correlate correlates intertwined associations"
        " association closer closer_together grown_closer grow_closer apart grow_apart grown_apart grew_apart drifted_apart neighbouring_topics adjacent_topics in_the_same_breath"
        " in_the_same_breath_as crop_up_with crops_up_with surrounding_topics tied_with bound_up_with which_pair which_two"
    ),
    "compare": (
        "compare compares compared comparing comparison comparisons comparision contrasting head_to_head head-to-head side_by_side side-by-side"
        " stack_up stacks_up next_to match_up matchup pit the_difference the_differences the_contrast the_gap difference_in differences_in gap_in difference_between differences_between gap_between contrast_between benchmark benchmarked hold_against put_against"
        " set_against dominated dominates dominate dominating outpace outpaced overtake overtook overtaken ahead_of"
    ),
    "against": (
        "vs vs. v. v versus against compared_to compared_with compare_to compare_with comparing_to comparing_with in_comparison_to in_comparison_with relative_to as_opposed_to"
        " as_compared_to as_compared_with stack_up_against stacks_up_against stack_up_to next_to measured_against set_against up_against"
        " as_against or_rather rather_than benchmarked_against match_up_against matches_up_against compare_against held_against than"
    ),
    "than": "more_than less_than rather_than higher_than lower_than better_than worse_than ahead_of",
    "quantity": "more less fewer most least higher lower bigger larger greater stronger weaker louder quieter oftener",
    "predicate": (
        "change changes changed changing develop develops developed developing evolve evolves evolved evolving move moves moved moving shift shifts shifted shifting"
        " vary varies varied jump jumps jumped jumping spike spikes spiked spiking drop drops dropped dropping rise rises rose risen rising fall falls fell fallen falling"
        " increase increases increased increasing decrease decreases decreased decreasing grow grows grew grown growing shrink shrinks shrank shrinking surge surges surged"
        " surging soar soars soared soaring plunge plunges plunged plunging tumble tumbled slump slumped climb climbs climbed climbing decline declines declined declining dip dips"
        " dipped peak peaks peaked peaking explode exploded improve improves improved improving worsen worsens worsened worsening deteriorate deteriorated deteriorating"
        " recover recovers recovered recovering rebound rebounded bounce bounced turn turns turned turning sour sours soured souring soften softened harden hardened"
        " brighten brightened darken darkened ease eased pick_up picked_up picking_up cool_off cool_down warm_up cooled warmed slow slowed slide slid sliding sink sank sinking"
        " fluctuate fluctuated react reacted hold_up held_up holding_up hold holding trend trended look looks looked do"
        " go going run running behave behaved get_better get_worse getting_better getting_worse got_better got_worse gone_up gone_down go_up go_down went_up"
        " went_down going_up going_down come_down come_up coming_up shape_up shaping_up stand stands standing lead leads follow follows precede precedes predict lag lags lead_the_news lead_the_coverage"
        " follow_the_news receive receives received receiving attract attracts attracted draw draws drew generate generated enjoy enjoyed win wins won"
        " compare stable steady flat volatile steadied stabilise stabilised stabilize stabilized fade faded fading vanish vanished dry_up dried_up die_down died_down"
    ),
    "doing": "doing looking fare fares fared faring perform performs performed performing holding_up getting_on shaping_up coming_across",
    "digest": (
        "subscribe_the_team_to subscribe_our_team_to subscribe_me_to subscribe_us_to sign_the_team_up_for sign_me_up_for sign_us_up_for digest digests subscription subscriptions subscribe subscribes subscribed subscribing subscribe_me sign_me_up sign_us_up newsletter keep_me_posted notify_me notify_us ping_me ping_us alert_me alert_us notify alerting keep_me_up_to_date keep_us_up_to_date keep_me_abreast keep_us_abreast keep_me_in_touch keep_an_eye_on keep_us_posted keep_me_updated"
        " keep_us_updated keep_me_in_the_loop roundup round-up wrap-up news_alert weekly_summary daily_summary weekly_report daily_report weekly_update daily_update"
        " monthly_report monthly_summary morning_briefing daily_briefing weekly_briefing daily_brief weekly_brief morning_brief daily_updates weekly_updates regular_updates"
        " daily_news weekly_news recurring_report unfollow unfollowing daily_email weekly_email morning_email daily_mail_about morning_mail newsletters alerts_on subscribe_us unsubscribe unsubscribed unsubscribing"
    ),
    "ending": (
        "unsubscribe unsubscribed unsubscribing unfollow unfollowing mute don't_send do_not_send not_send anymore any_more any_longer not_interested remove delete cancel stop end quit kill drop terminate discontinue halt disable deactivate turn_off switch_off shut_off"
        " no_more no_longer don't_want do_not_want don't_need do_not_need done_with finished_with pause pausing suspend silence sign_off sign_me_off sign_us_off get_me_off get_us_off take_us_off take_me_off remove_me_from remove_us_from shut_down finish abandon put_an_end_to no_need_for stop_with stop_all rid get_rid_of stop_sending off_the take_me_off sign_me_off opt_out opt_me_out fed_up_with"
        " tired_of sick_of enough_of scrap ditch axe bin lose pull_the_plug wind_up close cut_off leave cease doesn't_need not_want not_need cancelling stopping had_enough_of call_off"
        " dont_want dont_need without_the stop_the"
    ),
    "other_order": (
        "translate remind draft compose book order call phone ring email mail forward reply answer_the play sing calculate solve convert set_a set_an"
        " turn_on water feed cook bake buy sell trade invest pay transfer open print_the delete_the fix repair debug code program paint design rename upload download"
        " install reboot restart tell_a_joke joke poem recipe forecast forecasts prediction predictions proofread rewrite edit correct spell vote hire fire ignore forget pretend act_as roleplay"
        " dance guess flip roll toss pick_me choose_a recommend suggest reset approve weather lunch dinner coffee_break breakfast pizza beer parking printer toilet wifi password holiday vacation invoice"
    ),
    "advice": (
        "did_you_see have_you_seen do_you_like do_you_think did_you_hear have_you_heard are_you_coming what_do_you_think do_you_want who_wants should_i should_we should_one shall_i shall_we worth_buying worth_selling worth_investing worth_holding buy_or_sell sell_or_buy buy_or_hold is_it_a_good_time is_now_a_good_time good_time_to_buy good_time_to_sell"
        " would_you_buy would_you_sell do_you_recommend would_you_recommend do_you_think_i what_should_i what_should_we a_good_investment a_buy target_price price_target stock_tips investment_advice"
        " will_win who_will what_will_happen is_it_safe_to"
    ),
}

FOLLOW = {
    "courtesy": (
        "and but also plus or so then now instead just only same again too as_well what_about how_about what_if what_of same_for same_but same_with same_in same_as same_thing the_same"
        " the_same_for the_same_but the_same_thing make_it make_that make_this do_it do_that do_this do_the_same do_the_same_for show_it show_this show_that show_them try try_it"
        " zoom_in zoom_in_on zoom_in_to zoom_to zoom_out zoom_out_to go_back_to back_to go_back extend_to extend_it_to extend_this_to extend_that_to expand_to expand_it_to widen_to widen_it_to"
        " shorten_to shorten_it_to narrow_to narrow_it_to narrow_it_down_to narrow_down_to limit_to limit_it_to limit_this_to restrict_to restrict_it_to focus_on switch_to switch_it_to change_to change_it_to"
        " change_that_to change_the_period_to set_it_to set_to can_you could_you would_you can_we can_i could_i let's lets let_us actually rather maybe oops sorry no nope nah not_quite wait hold_on"
        " i_mean i_meant i_mean_to_say meant_to_say i_wanted i'd_like i_want want would_prefer prefer i'd_prefer i'd_rather what's_it_like how_does_it_look how_does_that_look what_does_it_look_like"
        " how_did_it_look how_is_it how_was_it what_was_it look_at view over redo rerun repeat run_it run_that run_this run_it_again put_it put_that put_this filter filter_by filter_on filter_to will_be_fine is_fine would_do will_do"
        " works would_be_better is_enough be_fine is_better then_please for_that for_this on_that on_this for_it on_it about_it of_it of_that in_that_case too_please instead_please only_please then_again thing one ones"
        " keep_it use take go_with go_for give_it give_me_that in_it with_it that_one this_one here there please"
    ),
}
"""What opens or closes a text that goes on with another; it asks nothing by itself."""
