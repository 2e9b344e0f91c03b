/**
 * The built-in kinds of task, each with its cues (how to read them: cues.ts); what no word tells (code, sums, question marks, where
 * in the text a word stands) is in task.ts. The kinds are those that people who label requests tell apart: editing is writing,
 * classifying is extraction, debugging is coding, brainstorming is planning.
 */
import type { BuiltIn } from './cues.ts';

export const TASKS: BuiltIn = {
  coding: {
    words: `
      code? function program! script! bug! debug*! refactor* compile* unit_test! unit_tests! tests? commit!
      implement! implementing pull_request! repository! python! javascript! typescript! java! html! css! c++! rust!
      sql? regex! algorithm stack_trace! traceback! syntaxerror! typeerror! exception? class? install! docker! git!
      bash! shell! endpoint! component? rename? variable? variables! file? api? codebase! website! web_app!
      decorator* game game? funktion programmier*! skript! fehler_beheben! tests_ausführen! variablen_umbenenn*
      fonction! corrige_les_erreurs! tests_unitaires! programme? función! corrige_los_errores! pruebas_unitarias!
      programa? código! função! testes_unitários! corrija_os_erros! funzione! codice! correggi_gli_errori! functie!
      los_de_fouten_op! funkcj*! popraw_błędy! testy! fonksiyon*! hataları_düzelt! kod! функци*! исправь_ошибки!
      тест* код! 代码! 函数! 单元测试! 修复 関数! コード! エラーを直*! テストを追加! write_a_function! write_a_program! write_a_script!
      write_code! fix_the_bug! fix_the_issue! fix_this! run_the_tests! run? npm! rename_the_file! rename_all!
      create_a_file! edit_the_file! add_a_function! add_a_test! add_tests! unit_testing! deploy! merge! rebase!
      branch? push? pull? compile! build? crash*? error? errors? undefined! null_pointer! server? login? button?
      frontend! backend! migration! react! reactjs! node.js! django! flask! kotlin! swift! php! golang! linux!
      ubuntu! command_line! terminal? config? yaml! json? dockerfile! kubernetes! feature? rate_limiting! caching!
      authentication! endpoint* refaktor* refactoriza! test_unitaire! dépôt! classe? error_500! servidor? arréglalo!
      arregla! repositório! repositorio! bug* fehler? build_schlägt! compiler! bibliothek? arquivos? datei? dateien?
      array! html_and_css! shell_script! bash_script! python_script! binary_tree! linked_list! recursion!
      nth_fibonacci! ancestor? picoctf! ctf_challenge! code_review! review_my_code! unreal! blueprint?
      create_a_function! implement_a! implement_an! implement_the develop_a_python! check_this_code!
      fixing_all_issues! rewrite_the_code! python_classes! using_this_npm! react_app! common_elements_in? two_arrays!
      sorted_arrays! sorted_lists! take_in_a_list! linear_complexity! time_complexity! space_complexity! spice?
      s3_bucket? create_a_python! list_the_files! files_in_the_directory! how_many_files! home_directory! ls! sleep?
      subagent* sub-agent* operating_system! issues? /init svg! ios_apps! automate? release_process! text_field!
      rails! nodejs! postgres! connection_pooling! form? app? model? plugin`,
    tools: `bash shell terminal? exec execute edit editor patch str_replace write_file apply_patch run_command multiedit powershell read_file edit_file create_file open_file find_file grep glob git kubectl compile lint run_tests run_test pytest npm`,
    apps: `claude-code codex codex-rollout codex-exec-json openhands openhands-v0 openhands-sdk swe-agent mini-swe-agent cursor cline aider`,
  },
  data_analysis: {
    words: `
      sql! mysql! query? dataset csv! spreadsheet! excel! dataframe! pandas! pivot! bar_chart! plot? chart!
      correlation! regression! median! average? column? columns? table? tables? analyze_the_data! data_analysis!
      outliers! trend? group_by! join? histogram! visuali* tabelle? spalte spalten diagramm! auswerten!
      balkendiagramm! tableau? colonne? colonnes graphique! histogramme! columna_columnas_gráfico! tabla? coluna
      colunas tabela? planilha! colonne_grafico! istogramma! kolommen staafdiagram! kolumn* wykres*! tablo? sütun*
      grafik*! столб* таблиц* диаграмм*! 图表! 数据! グラフ! データ! create_table! select_from! sql_query! excel_formula!
      average_of? mean_of! standard_deviation statistics? dataset* csv_file! data_frame! visualization! visualize!
      heatmap! scatter! trend_line! balkendiagramm* média? media_de_cada! durchschnitt! moyenne? gráfico_de!
      grafico_a_barre! conjunto_de_datos! dieser_tabelle! der_tabelle! questa_tabella! fichier_csv! mysql_database!`,
    tools: `sql query dataframe pandas chart plot spreadsheet excel csv bigquery snowflake`,
  },
  reasoning: {
    words: `
      calculate! compute? solve equation! prove! probability! how_many? how_much? remainder! integer integers
      percent? percentage! simplify! derivative! integral! puzzle! riddle! logic? sum total?
      what_is_the_relationship! number? in_how_many_ways! roots_of! inequality! which_direction? multiply?
      step_by_step? brothers? sisters? doesn't_belong! does_not_belong! word_problem! berechne! berechnen! rechne!
      wie_viel? wie_viele? löse! gleichung! prozent! wahrscheinlichkeit! calcule! combien? résous! équation!
      probabilité! pour_cent! calcula! cuánto? cuántos? resuelve! ecuación! por_ciento! probabilidad! quanto?
      quantos? resolva! equação! porcento probabilidade! calcola! quanti? risolvi! equazione! percentuale
      probabilità! bereken! hoeveel? los_op? vergelijking oblicz! ile? rozwiąż! równanie! hesapla! kaç? çöz! denklem!
      вычисли! посчитай! сколько? реши! уравнение! 计算! 多少? 解方程! 計算! いくつ? 確率! how_far! how_long_will?
      how_long_does_it_take? how_old! how_many_hours! how_many_ways! total_cost! total_amount! total_revenue! twice?
      half? each? average_speed! per_hour? km/h? mph factor? polynomial! integral* derivative* equation* evaluate!
      find_the_value! simplify* roots! function_f! triangle! geometry! mean_and? if_a_number! when_a_number!
      divided_by? solution_of! logically deduce! premise? conclusion? who_is_taller! facing? per_cent! per_cento!
      por_cento! löse_die! combien_font! cuánto_es! quanto_fa! quanto_é! risolvi* résous* resuelve* resolva*
      faktorisier* fattorizza goldbach* area! volume! diameter! radius! circle? square_root! natural_numbers!
      whole_number? gallons? miles_per_gallon! converge! series? vertices! derive? calculus! hexadecimal!
      binary_number! binary? convert_this? overtake*! overtook! overtaken! in_a_race! what_position! statements?
      first_two_statements! uncertain? value_of? find_x! find_such! express? multiply_that! divide_that!
      estimate_the_value! words_show_only true,_false! all_the_cars? order_from_last! in_terms_of? numbers? median?
      what_number! digits! taller older_than! younger_than! heavier faster_than chance_that! calculation!
      calculating! computing stepwise! how_many_kilometers! how_many_miles! how_many_puppies standard_deviation?
      prove_that! theorem! show_only_the_math! respond_with_math! elements_of? ith_element! determinant!
      rolling_two_dice! dice! derivative_of!`,
    tools: `calculator wolfram add multiply`,
  },
  translation: {
    words: `
      translate! translation! translator! in_french? in_german? in_spanish? into_english! to_english?
      from_english_into! into_italian! into_french! into_german! into_spanish! how_do_you_say! übersetz*!
      auf_englisch? ins_englische! ins_deutsche! tradui*! en_anglais! traduc*! traduz*! al_inglés! para_o_inglês!
      para_inglês! traduci! traduzione! in_inglese! vertaal! naar_het_engels! przetłumacz! tłumacz* na_angielski!
      çevir! ingilizceye! перевед* на_английский! 翻译! 译成! 翻訳! 英語に! say_in? in_danish? in_japanese? in_italian?
      in_portuguese? in_chinese? translate_the! translate_this! übersetzung! auf_deutsch? ins_polnische!
      ins_spanische! ins_französische! en_japonais? en_espagnol? en_français? al_alemán! al_español? al_francés!
      para_o_espanhol! in_francese! in_tedesco! in_spagnolo! english_language! to_the_marathi! into_the_english!
      language_to_the! language_into! paraphrased_translation! hindi_language! given_in_hindi? german_to? french_to?
      equivalent_in!`,
    tools: `translate translation translator`,
  },
  summarisation: {
    words: `
      summarize! summarise! summarized! summary tl;dr! tldr! key_points! main_points! bullet_points? in_a_nutshell
      condense! shorten? sum_up! main_takeaways! recap! zusammenfass*! fasse! fass_zusammen! résum* points_clés!
      resum* puntos_clave! principais_pontos! riassum*! punti_chiave! vat_samen! samenvat* streść! streszcz*
      podsumuj! özetle! özet! перескажи! кратко? резюмируй! 总结! 摘要! 概括! 要約! まとめて! summarise_the! give_me_the_gist!
      gist! brief_overview? in_two_sentences? in_three_sentences? in_one_sentence? in_few_lines? zusammen?
      kurzfassung! en_trois_phrases? en_cinq_phrases? en_pocas_palabras! faça_um_resumo! resumo! resumen! résumé!
      riassunto! in_poche_righe? what_is_a_summary! summary_of!`,
    tools: `summarize`,
  },
  extraction: {
    words: `
      extract classify! classification! categor* sentiment! positive_or_negative! negative_or_positive!
      true_or_false! label? identify? named_entit*! parse? determine_if_the! determine_whether! is_this_review! spam!
      which_category! output_json! entities! yes_or_no! keywords! does_this_product_review! convey_a? entailment!
      extrahier*! klassifizier*! stimmung? extrai* classe? classifie! sentiment? extrae! extraer! clasifica!
      clasificar sentimiento! extraia! extrair! classifique! sentimento! estrai! classifica! sentimento haal eruit
      classificeer! wyodrębnij! sklasyfikuj! wypisz çıkar? sınıflandır! извлеки! классифицируй! выпиши! 提取! 分类! 情感!
      抽出! 分類! extract_the! extract_all! sentiment_of! review_sentiment! is_this_text! is_the_sentence_true!
      is_this_sentence! which_of_the_following_categories! generate_true_if! category? convey? does_the_following?
      find_all_the? list_all_names! list_all_dates! return_a_list_of? named_entity! tagging positiv_oder_negativ!
      positif_ou_négatif! positiva_o_negativa! positivo_o_negativo! positiva_ou_negativa! positivo_ou_negativo!
      classe_cet! classe_ce! classe_ces! classifica* clasifica* classifique* kategorisier* extract_name! classifying!
      classified! classifies labeling labelling identify_whether! part-of-speech! pos_tag! belongs_to_the?
      key_phrases! verifiable! is_the_claim! claim_above! fact-check* entails! hypothesis relation?
      subject_and_object! find_the_subject! identify_the_subject! extract_the_answer! extract_the_first!
      extract_quotes! output_should_be? answer_with_yes? given_a_review! given_a_sentence? does_the_sentence!
      whether_the? contains? sentiment_analysis! does_the_following_review! is_the_review! review_positive! motion?
      is_30_years_old? premise premise_is_true! can_we_conclude! is_it_possible_to_conclude! is_this_product_review!
      product_review_positive! product_review_negative! detect_the! detect predict_the! identify_the? identify_if!
      decide_whether! judge_whether! select_from! belongs_to! what_category! list_of_categories! select_the_correct?
      output_yes! answer_with! key_information! in_which_language! sentence_pair*! paraphrase_of? which_language!
      what_concepts! salient_words! entailed! language_inference!`,
    tools: `extract classify`,
  },
  writing: {
    words: `
      write draft! compose! rewrite! rephrase! reword! paraphrase! proofread! punctuation? grammar! email e-mail!
      letter poem haiku! story? stories? essay! blog_post! tweet! article? review? speech! slogan! caption!
      paragraph? pitch! lyrics! song? novel? storybook! script_for_a! press_release! cover_letter!
      product_description! polite* friendlier! tone? spelling! headline* linkedin_post! pen_a! scene? dialogue toast!
      schreib! schreibe! formulier*! gedicht! brief? mail? geschichte? aufsatz! absage! rechtschreibung! umformulier*
      écris! rédige! reformul*! poème! lettre! courriel! orthographe! histoire? discours! escribe! redacta! poema!
      carta! correo! cuento! ortografía! escreva! redija! reescreva! conto! e-mail ortografia! scrivi! riscrivi!
      poesia! lettera! racconto! ortografia schrijf! herschrijf! gedicht spelling napisz! przeredaguj! wiersz! list?
      pisowni* yaz! şiir! mektup! e-posta! yazım* напиши! перепиши! стих*! письмо! орфограф* 写一! 写首 改写! 诗! 邮件? 信? 作文!
      拼写 書いて! 詩! 手紙! 書き直*! write_a_poem! write_a_story! write_a_letter! write_an_email! write_an_essay! write_about!
      write_me? write_a_short! short_story! short_poem! a_haiku! fan_fiction! screenplay! monologue! limerick! blog!
      ad_copy! bio! linkedin? thank_you_note! invitation! wedding_speech! birthday_message! resume? cover_letter*
      motivation_letter! edit_this! edit_the_following! improve_my_writing! add_punctuation! correct_the_grammar!
      fix_grammar! make_it_sound! tee-up_email! email_about! movie_review? product_review? rédige*
      bewerbungsschreiben! slogan* lettre_de? poème* carta_de! cuento* e-mail_de! lettera_di! racconto*
      carta_de_presentación! marketing_email! generate_a_sentence! generate_a_question! generate_a_headline!
      generate_headline! generate_title! generate_a_title! generate_a_context! write_a_sentence! write_a_question!
      write_a_multi-choice! write_an_article! write_a_review! write_the? produce_a? sentence? sentences?
      that_includes_all! includes_all_the_words! capitalize! capitalise! joke! jokes! one-liner! pun! sitcom_episode!
      comedic! style_of! in_the_style! using_the_words! fill_in_the_blank! adjectives! easier_to_understand!
      simpler_synonyms! title_for! story_about! design_a_comedic! continue_the_story! make_this_sentence!
      repeat_this_sentence! script? rap! verse! write_a_movie_review! write_a_negative! write_a_tweet!
      tell_the_story! complete_the_story! complete_the_short_story! continue_writing! character_card! welcome_email!
      newsletter! playful in_the_voice_of? voice_of_a? complete_the_sentence! complete_the_following! construct_a
      construct creative analogy! compose_a! more_verses! new_verses! write_a`,
  },
  planning: {
    words: `
      plan training_plan! itinerary schedule roadmap! to-do_list! checklist! brainstorm! ideas! ideas_for!
      suggest_names! give_me_ten? names_for! name_ideas! meal_plan! study_plan! business_plan! trip_plan! organize
      steps_to_take? prioritize! suggestions! project_plan! weekly_plan! lesson_plan! budget_plan gift_ideas! agenda!
      plane? planen! ideen! vorschläge! zeitplan! trainingsplan! geschenkideen! planifi* idées! suggestions
      programme? planifica! ideas horario? sugerencias! planej* ideias! sugestões! cronograma! pianifica! idee!
      suggerimenti! programma? ideeën! plannen zaplanuj! pomysł* harmonogram! planla! fikir! fikri! fikirler!
      спланируй! план? иде* составь_план! 计划! 建议 点子! 行程! 計画! アイデア! make_a_plan! create_a_plan! plan_a! plan_my!
      training_schedule! workout_schedule! workout_plan! diet_plan! itinerary* travel_plan! vacation_plan!
      project_timeline! timeline milestones! action_plan! curriculum? brainstorm* list_of_ideas! idea_for! suggest?
      suggestions_for! names_for_my! recipe_ideas! party_ideas! agenda_for! wochenplan! lernplan! essensplan!
      trainingsplan* reiseplan! erstelle_einen? itinéraire! programme_de! prépare_un? organise! organisiere!
      organiza! organizza! itinerario! itinerário! plan_de_estudio! plan_de! plano_de! piano_di! plano_de_treino!
      propose_un? proponi! propón! proponha! idées_de! idee_per! ideas_para! ideias_para! design_an_app! design_a?
      propose? strategy? develop_a_strategy! develop_a_plan! outline_a? steps_for? how_would_you_design
      approach_to_build! roadmap_for!`,
    tools: `todowrite create_plan update_plan`,
  },
  roleplay: {
    words: `
      pretend! act_as! roleplay! role-play! role_play! imagine_you_are assume_the_role! you_are_now! play_the_role!
      in_the_voice_of! speak_like! stay_in_character! from_the_perspective_of! i_want_you_to_act! let's_play!
      tu_so_als! stell_dir_vor! spiel_die_rolle! du_bist_jetzt! fais_comme_si! joue_le_rôle! tu_es_maintenant!
      imagine_que_tu_es! actúa_como! haz_de_cuenta! finge_que! imagina_que_eres! aja_como! finja! faça_de_conta!
      imagine_que_você_é! fai_finta! comportati_come! immagina_di_essere! recita_la_parte! doe_alsof! speel_de_rol!
      udawaj! wciel_się! rolünü! gibi_davran! притворись! представь_что_ты! ты_теперь! 扮演! 假装! 假设你是! のふりをして! になりきって!
      役を pretend_to_be! pretend_you're! pretend_you_are! you're_a? act_like! acting_as! as_if_you_were!
      imagine_you're! play_a_character! be_my! simulate! du_bist_jetzt* spiele_einen! tu_es_un? joue_un! eres_un?
      você_é_um? sei_un? fais_comme* actúa* finja_que! finge_di! immagina_di*`,
  },
  support: {
    words: `
      refund! my_order! my_orders! my_booking! my_reservation! my_flight! my_flights! my_account! my_subscription!
      my_package! my_parcel! my_card? cancel! cancel_my! return? exchange? complaint! charged_twice!
      customer_service! reservation_id! order_id! user_id! order_number! customer_number! human_agent!
      tracking_number! reset_my_password! password? support_ticket! delivery_address! shipping_address! not_working?
      stopped_working warranty! change_my? i'd_like_to_change? my_bill! my_phone? no_service! has_not_arrived!
      still_waiting! invoice? erstattung! meine_bestellung! meine_buchung! mein_konto! mein_paket! stornieren!
      kundennummer! reklamation! lieferadresse! rücksendung! rechnung? kündigen! mein_vertrag! mein_router! passwort?
      mein_termin? remboursement! ma_commande! ma_réservation! mon_compte! mon_colis! annuler! réclamation!
      adresse_de_livraison! mot_de_passe? mon_abonnement! ma_carte? reembolso! mi_pedido! mi_reserva! mi_cuenta!
      mi_paquete! cancelar! reclamación! dirección_de_envío! contraseña? me_han_cobrado! mi_tarjeta? meu_pedido!
      minha_reserva! minha_conta! meu_pacote! reclamação! endereço_de_entrega! senha? fui_cobrado! rimborso!
      il_mio_ordine! la_mia_prenotazione! la_prenotazione! annullare! il_mio_pacco! indirizzo_di_consegna!
      il_mio_conto! reclamo! la_password? addebitata! mijn_bestelling! mijn_pakket! mijn_reservering! annuleren!
      terugbetaling! bezorgadres! wachtwoord? moje_zamówienie! moja_paczka! anulować! rezerwacj* adres_dostawy!
      zwrot! hasła? siparişim! kargom! iptal! iade! teslimat_adres* rezervasyon* şifremi? мой_заказ! моя_посылка!
      отменить! возврат! адрес_доставки! пароль? 我的订单! 我的包裹! 取消! 退款! 收货地址! 密码? 注文した! 荷物が! キャンセル! 返金! 配送先! パスワード?
      my_sim! my_router! my_internet! my_signal? no_signal! my_trip! my_ticket! my_bank? not_recognized? not_arrived!
      hasn't_arrived! arrived_broken! wrong_item! wrong_size! damaged! broken? lost_luggage! compensation!
      upgrade_my! book_a_flight! change_my_flight! modify_my! check_my_order! travel_voucher! gift_card?
      loyalty_points! speak_to_a_human! talk_to_an_agent! i_want_to_return! i'd_like_to_return! i'd_like_to_exchange!
      exchange_it! i'd_like_to_cancel! i_want_to_cancel! i_need_to_cancel! reservation? reservations? umtauschen!
      meinen_flug! mein_internet! vertrag? geld_zurück! remboursé! débitée! ma_sim! mon_vol! mon_forfait! mi_vuelo!
      mi_sim! tarjeta_sim? cobertura? minha_sim! meu_voo! meu_chip! il_mio_volo! la_mia_scheda! la_mia_carta!
      rimborsare! pedido? encomenda! reservation_system? mi_reserva* devolver_mi! llegó_roto! arrivato_rotto!
      chegou_quebrado!`,
    tools: `reservation order refund cancel transfer_to_human_agents customer ticket account subscription exchange return booking appointment slot card claim escalate handoff human policyholder invoice shipment delivery`,
  },
  research: {
    words: `
      research! look_up! search_for! search_the_web! find_out? latest_news! sources? find_sources! literature_review!
      on_the_web! investigate! browse! recent_developments! recherchier*! suche_nach! such_im_internet! recherche!
      cherche? actualités! investiga! busca? busca_en_internet! noticias? pesquise! procure? notícias? ricerca!
      cerca? notizie? zoek? zoek_op! wyszukaj! znajdź? araştır! haberler? найди? поищи! новости? 搜索! 查找? 最新消息! 検索!
      調べて! recent_news! latest_developments! latest! news_about! search_the_internet! search_online! google?
      find_articles! find_papers! find_studies! cite! citations! references? deep_dive! thoroughly_research!
      market_research? compare_prices? investigate* nachrichten_über! neueste_nachrichten! dernières_nouvelles!
      últimas_noticias! últimas_notícias! ultime_notizie! news_story! top_news! trending! twitter? web_search!
      positive_news! from_today?`,
    tools: `=search browse browser web websearch webfetch =fetch url retrieve scrape crawl wikipedia exa google tavily search_documents search_docs search_articles search_papers search_knowledge knowledge_base arxiv pubmed retriever`,
  },
  other: {
    words: `
      how_are_you! say_hello! say_hi! nice_day?`,
  },
  question: {
    words: `
      explain! describe? what_is? what_are? who? why? difference_between! compare? tell_me_about? teach_me! define!
      meaning_of! how_does how_do? how_to? pros_and_cons! advantages! analyze? recipe! who_are_you! your_name!
      recommend? best? is_it_safe! examples_of? erklär*! was_ist? warum? wieso? unterschied_zwischen! wer?
      vor-_und_nachteile! nenne? rezept! empfiehl? expliqu*! qu'est-ce_que! pourquoi? différence_entre! qui? liste?
      recette! avantages! explica! qué_es? por_qué? diferencia_entre! quién? receta! ventajas! enumera? explique!
      o_que_é? por_que? diferença_entre! quem? receita! vantagens! spiega! cos'è! perché? differenza_tra! chi?
      ricetta! vantaggi! elenca? leg_uit! verschil_tussen! wat_is? waarom? wie? noem? voordelen! recept! wyjaśnij!
      różnic* między! co_to? dlaczego? kto? wymień? zalety! przepis! açıkla! arasındaki_fark! nedir! neden? kim?
      tarif! объясни! в_чём_разница! разниц* что_такое! почему? кто? назови? рецепт! 解释! 区别! 什么是! 为什么? 谁? 列出? 食谱!
      説明して! 違い! とは! なぜ? 誰? レシピ! 挙げて? explain_the! explain_how! explain_why! describe_the discuss elaborate outline?
      what_does! what_do? what_would? what_happens! what's_the? tell_me? tell_me_who! which_is_better! is_it_possible
      is_it_true! can_you_explain could_you_explain implications? significance? themes! main_causes! causes_of!
      history_of? how_can_i how_can_we how_should how_often how_much_does? how_long_should! can_i? should_i do_i_need
      predict? start_teaching! teach*? give_me_a_recipe! simple_recipe! what_is_the_difference!
      what's_the_difference! difference_between* analyze_the? wie_lange! wie_oft! welche? comment? quels_sont!
      quelles_sont! cuáles_son! quais_são! quali_sono! come_si! cómo_se! como_se! case_studies functionalities
      compare_and_contrast! compare_the? various? reasons_and_benefits? factors? how_effective! have_you_heard!
      best_way! best_spots! what_process! acronym full_meaning! importance_of! role_of? discuss_the impact_of?
      article: passage: based_on_this_passage! read_this: according_to_the? answer_the_following_question
      answer_this_question unanswerable!`,
  },
};
