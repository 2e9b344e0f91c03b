/**
 * The built-in subject areas, each with its cues (how to read them: cues.ts). English first, then German, French, Spanish,
 * Portuguese, Italian, and where they differ Dutch, Polish, Turkish, Russian, Chinese, Japanese. Weights by judgement: `!` names
 * the subject by itself, `?` is at home elsewhere as well.
 */
import type { BuiltIn } from './cues.ts';

export const DOMAINS: BuiltIn = {
  software: {
    words: `
      code function? bug bugs compile* repository! repo! commit! unit_test! pytest! python! javascript! typescript!
      java! rust! golang! c++! c#! php! html! css! react! reactjs! node.js nodejs! api! apis! sdk stack? stack_trace!
      docker! kubernetes! deploy* github! gitlab! git! git_branch! pull_request! refactor*! algorithm* variable?
      class? recursion regex! bash! shell_command* terminal linux! ubuntu! npm! pip_install! library? framework*
      debug*! syntaxerror! typeerror! segfault* exception* backend! frontend! server? script? programming!
      programmer* developer? software! app? website web_page login_page* file? files? folder? directory endpoint*
      http json! yaml! xml! database? localhost! cli! compiler* traceback! decorator* tuple* array? arrays? codebase!
      web_app* android_app* ios_app* subagent* sub-agent* sleep command* rate_limiting! authentication! ip_address!
      malware ctf! picoctf! exploit* endpoint null_pointer! binary_tree! linked_list! fibonacci hello_world! readme!
      changelog! latency server* webserver plugin* quellcode! programmier*! skript? fehlermeldung* datei? dateien?
      ordner? funktion? klasse? absturz stürzt programm? schnittstelle* dépôt? fonction? fichier? fichiers?
      logiciel*! programmation! développeur* serveur* bogue* función? archivo? archivos? programación! servidor*
      código! desarrollador* função? arquivo? arquivos? programação! desenvolvedor* servidor funzione? codice!
      programmazione! sviluppatore* cartella? functie? bestand? broncode! funkcj* plik? kod! serwer* fonksiyon?
      yazılım! sunucu* kodu функци* сервер* программ*! скрипт* код! 代码! 函数! 服务器 脚本 编程! コード! 関数! サーバー プログラ*! codebase*
      coding dev_server! devops! ci pipeline? unit_tests! integration_test*! microservice*! cache? caching thread?
      async! await callback* middleware! webpack! vite! django! flask! fastapi! laravel! spring_boot! next.js! vue!
      angular! svelte! swift! kotlin! scala! perl! powershell! makefile! cmake! virtual_machine! vm nginx! apache?
      redis! mongodb! graphql! rest_api! oauth! jwt! websocket*! regex* syntax! parser parse? boolean? loop?
      for_loop! pointer struct enum interface? inherit* object-oriented! design_pattern*! merge_conflict*! rebase!
      hotfix release? rollback production_server! log_file*! error_message! error_500! bugfix! feature_request pull!
      crash*? browser? button? frontend* backend* mcp! llm! llms! gpt? chatbot? openai? langchain!
      prompt_engineering! encryption! firewall! vulnerab*! password_hash* sql_injection! reverse_engineering!
      cybersecurity! cryptograph* unreal! unity! godot! game_engine! 2048 subroutine script* build? arduino!
      raspberry_pi! binary? hexadecimal! string? parameter* dépôt_git! api-schnittstelle* bibliothek? aktualisier*
      classe? test_unitaire! tests_unitaires! pruebas_unitarias! testes_unitários! repositório! repositorio!
      errore_in_questo_codice! codice* fehler_beheben! aws! amazon_s3! s3! s3_bucket! azure! gcp! cloud?
      cloud_storage! lifecycle_policy! psutil! cpu! memory_usage! react_app! component? components? app.js!
      operating_system! command? commands? data_structure*! time_complexity! space_complexity! linear_complexity!
      sorted_array*! sorted_list*! o(n)! python_class*! encapsulation! polymorphism! wordpress! shopify_theme
      openai-compatible! gateway? agent-server! api_call* function_call* webhook* ux! ui? app_design! mobile_app!
      svg! ios! automate! password? text_field! rails! desktop! windows! jpeg! downloads spyware! virus_scan! ai?
      artificial_intelligence! generic_algorithm* chatgpt! active_directory! sas_token*! cloud_engineer!
      kubernetes_api! pods! command-line! flutter! data_binding! lua! swift_program! user_interface! automation?
      robotics? robot? internet? smartphone_app! app_store! search_engine! google_chrome! firefox! internet_explorer!
      vpn! proxy? ssh! ftp! dns! domain_name! hosting! cms! html5! drupal! joomla! magento! salesforce_api
      blockchain_developer solidity! smart_contract*! gpu! cuda! raspberry! iot! sensor? firmware! bios!
      driver_update usb! printer! laptop_screen keyboard? windows_10! windows_11! macos! excel_macro! vba!
      credit_card_numbers? credit_card_validation sign_language_translator? speech_to_text! text_to_speech! computer!
      computers! computing! tech? technology?`,
    tools: `bash shell terminal exec execute edit editor patch grep glob git str_replace write_file read_file apply_patch run_command multiedit ls notebook kubectl git compile lint`,
    apps: `claude-code codex codex-rollout codex-exec-json openhands openhands-v0 openhands-sdk swe-agent mini-swe-agent cursor cline aider`,
  },
  data: {
    words: `
      sql! mysql! postgres*! select? query? dataset* data_frame! dataframe! pandas! numpy csv! spreadsheet*! excel!
      pivot_table*! column? columns? rows? dashboard*! regression! correlation! histogram! bar_chart! scatter_plot!
      statistic* machine_learning! neural_network*! classifier* training_data! deep_learning! data_analysis!
      time_series! median! average? etl! data_warehouse! power_bi! tableau! table? tables? datensatz! datensätze!
      tabelle? tabellen? spalte spalten diagramm balkendiagramm! auswert* statistik* base_de_données! jeu_de_données!
      tableau_croisé! colonne colonnes graphique* base_de_datos! conjunto_de_datos! columna columnas gráfico*
      hoja_de_cálculo! banco_de_dados! coluna colunas planilha*! foglio_di_calcolo! grafico* istogramma! wykres*
      tablo? grafik* таблиц* график* 数据! 表格 データ! 列を data_set! data_sets columns_and_rows outlier*! normaliz*
      cluster*! forecast_model! a/b_test*! p-value! standard_deviation variance confidence_interval!
      hypothesis_test*! sample_size! random_forest! xgboost! tensorflow! pytorch! scikit-learn! jupyter! notebook?
      data_science! data_scientist! analytics! kpi_dashboard! create_table! join? schema? primary_key! foreign_key!
      query* datenbank*! abfrage* bases_de_données! base_de_dados! média_por mittelwert! moyenne? fichier_csv!
      tabella! data_mining! excel_formula! formula? col_a! spreadsheet! google_sheets! vlookup! data_visualization!
      big_data! data_pipeline! feature_engineering! supervised! unsupervised! overfitting! knn k-means! pca!
      dimension*? predictive_model*! classification_model! preprocess*! missing_values! time-series!
      adaptive_analytics! sentiment_analysis_model! wells_table sql_query! data_analyst! a/b_testing! etl_pipeline!`,
    tools: `sql? query? dataframe? pandas? table? chart? plot? database? airflow dag spark`,
  },
  math: {
    words: `
      equation*! integral*! derivative*! polynomial*! algebra! geometry! triangle! theorem! probability! solve?
      prove? calculate? simplify? fraction! prime_number*! square_root! remainder! divided_by! inequality! matrix!
      roots? integer! integers! arithmetic! math! maths! mathematics! how_many_ways! logarithm! sequence? perimeter
      radius! circumference multiply? sum_of! product_of? 2+2! logic_puzzle! riddle* how_many_brothers! percent?
      percentage? gleichung*! ableitung! wahrscheinlichkeit! mathe*! bruch? primzahl*! dreieck équation*! dérivée!
      probabilité*! mathématiques! triangle ecuación! ecuaciones! derivada! probabilidad! matemáticas! equação!
      equações! probabilidade! matemática! equazione! equazioni! probabilità! matematica! уравнени*! вероятност*!
      математик*! równani*! prawdopodobieństw*! denklem*! olasılık! matematik! 方程! 概率! 数学! 方程式! 確率! algebraic*
      arithmetic* calculus! trigonometr*! sine cosine tangent! angle! angles ratio? decimal! digits? even_number*!
      odd_number*! factorial! permutation*! combination* combinatori*! divisible! divisor! multiple? least_common!
      greatest_common! gcd! vector? vectors linear? quadratic! complex_number*! real_number*! natural_number*!
      function_f! f(x) limit? converge* diverg* series? proof! lemma! axiom! conjecture! goldbach*
      average_speed! km/h! mph at_the_same_speed! faster_than? twice_as? half_of? total_cost! how_old! hexagon!
      square_feet? cubic* volume? area_of! angle* per_cent! pour_cent! por_ciento! per_cento! por_cento! prozent!
      addition? subtract* quotient! summe? bruchrechn* somme? raíz_cuadrada! radice_quadrata! fattorizza* diameter!
      circle? cylinder! cylindrical! sphere! rectangle! square_inches! square_meters! cubic_foot! cubic_feet!
      gallons? miles_per_gallon! converge! infinite_series! vertices! circumscrib* hypotenuse! natural_numbers!
      whole_number! digit? numerator! denominator! overtake* overtook overtaken statements? staircase*? remaining?
      how_many_more! median_of? value_of_x! express_x! multiply_that! long_division! prime_numbers! each per_day?
      taller! continuous! topolog*! stepwise calculation! closed_interval! determinant! dice!`,
    tools: `calculator calculate add multiply subtract divide wolfram`,
  },
  science: {
    words: `
      physics! chemistry! biology! astronomy! quantum! entanglement! molecule*! atom! atoms! gravity! photosynthesis!
      evolution? species! planet*! galaxy! telescope! experiment? scientific? scientist* enzyme* bacteria virus? dna!
      rna! protein* photovoltaic! climate_change! ecosystem*! geology! volcano*! energy? electron*! particle*
      solar_power! hypothesis laboratory thermodynamic*! magnet* physik! chemie! biologie! klimawandel! schwerkraft!
      bakterie* physique? chimie! molécule*! planète*! climatique! física! química! biología! planeta* biologia!
      fisica! chimica! pianeta* scienza? natuurkunde! scheikunde! fizyk*! chemi* biologi*! fizik! kimya! biyoloji!
      физик*! хими*! биолог*! 物理! 化学! 生物学! 重力! 量子! photosynth*! fotosynth*! cell? cells membrane chromosome*! gene?
      genes! genetic*! neuron*! organism*! insect*! mammal*! dinosaur*! fossil*! mineral* element? periodic_table!
      acid! chemical*! reaction? oxygen! hydrogen! carbon! nitrogen! radiation! laser! light_speed! speed_of_light!
      black_hole*! big_bang! orbit*! moon! sun! mars! nasa! rocket* satellite*! ocean? earthquake*! hurricane*!
      semiconductor*! electricity! voltage! circuit! nuclear! thermal friction! velocity! acceleration! newton*
      einstein! relativity! darwin* ecology! wavelength* engine? engineering? sky_blue! himmel_blau! pflanze*
      eis_leichter ice_float* glace? hielo? ghiaccio? céu_é_azul! feuilles_des_plantes! mond sonne lune! luna sterne
      étoile* estrella* stelle aerospace! spacecraft! astronaut*! space_exploration! space_travel! biodiversity!
      marine! oceanograph*! mammals habitat! predator*! prey wildlife! animal? animals? bird? birds? fish? giraffe*
      elephant* whale* reptile*! amphibian* gestation! evolve* natural_selection! adaptation* conservation?
      deforestation! pollution! greenhouse_gas*! renewable_energy! fossil_fuel*! wind_turbine*! hydraulic! hydrolog*
      river_basin capacitor*! dielectric! resistor*! transistor*! bridge? suspension_bridge*! civil_engineering!
      mechanical! aerodynamic*! material_science! metal? alloy* polymer*! crystal* chemical_reaction*! combustion!
      catalyst* solution? temperature? pressure? density! mass? momentum! wave? waves? optics! lens? vision? brain!
      nervous_system! cochlea! anatomy! physiology! evolutionary psychology_experiment sediment* tectonic*! glacier*!
      atmosphere! ozone! cloud_formation tide? reinforcement_learning? scientists researchers? technological?
      positronium! neutron* photon*! hippocampus! cortex! bats! living_organism*! ribosome*! protein_synthesis!
      peacock*! feathers! mating! species_of biological! biologist*! zoology! botany! mushroom* fungus! fungi! algae!
      plankton! coral_reef*! shark*! dolphin*! octopus! spider*! butterfl*! snake*! frog*! bear? bears? lion? tiger?
      wolf? dinosaur lava! magma! tsunami! tornado! meteor*! comet*! asteroid*! eclipse! inertia! pendulum! lever
      pulley steam_engine! jet_engine! rotor! bearing? bearings? superconductor*! nanotechnology! microscope! litmus
      boiling_point! melting_point! evaporation! condensation! solvent! salt_water alkali* base_pair isotopes!
      half-life! periodic ai_ethics sound_wave*! echo! frequency! amplitude! spectrum? infrared! ultraviolet! x-ray*!
      mri! stem_cell*! crispr! clone? cloning! ecosystem hypothesis_testing food_chain! food_web! carbon_dioxide!
      methane! water_cycle! weathering! erosion! soil?`,
  },
  health: {
    words: `
      patient! patients! doctor* symptom*! medication*! medicine! diagnos*! clinic! prescription*! dose! dosage!
      disease*! blood_pressure! diabetes! vaccine*! pregnan*! nutrition! calories! workout*! exercise? marathon!
      training_plan! weight_loss! body_fat! therap* mental_health! anxiety depression headache* fever! pain?
      hospital! surgery! vitamin* allerg* side_effect*! sleep? stress? diet! fitness! gym ibuprofen! insomnia! arzt!
      ärzt* krankheit*! medikament*! schmerz* termin_beim_arzt! gesundheit! ernährung nebenwirkung*! schwangerschaft!
      fieber! médecin*! maladie*! médicament*! santé! symptôme*! douleur* ordonnance! fièvre! grossesse! médico!
      médica! enfermedad*! medicamento*! salud! síntoma*! dolor* receta_médica! fiebre! embarazo! doença*! remédio*!
      saúde! sintoma*! dor? dores febre! gravidez! medico! malattia! farmaco! farmaci! salute! sintomi! dolore
      febbre! gravidanza! ziekte! huisarts! gezondheid! lekarz*! chorob*! zdrowi*! lek? leki hastalık*! doktor* ilaç!
      врач*! болезн*! лекарств*! здоровь* 医生! 药 症状! 副作用! 医者! 薬 健康! health! healthcare! nurse*! medical! medically
      illness! sick? infection*! virus? flu! cold? covid! cough! cancer! tumor! heart_attack! stroke! blood!
      cholesterol! insulin! antibiotic*! painkiller*! migraine*! back_pain! injury! physio* wellness! yoga! meditat*!
      muscle*! protein_intake! carbs! bmi! body_weight! lose_weight! gain_weight! running? half_marathon!
      nutritionist! dentist! tooth teeth! skin? skincare acne! psycholog* psychiatr*! addiction! smoking! alcohol?
      pregnancy! baby? breastfeed* iron_deficiency! grippe! gripe! influenza! dengue! carence* abnehmen!
      halbmarathon*! trainingsplan*! trainingspl* treino! dieta! exercícios! ejercicio* perder_peso! régime!
      allenamento! dimagrire! krank* kranken* enfermería infermier* well-being! wellbeing! coping! psychology!
      psychological? self-esteem! mindfulness! resilience hypoxia! thyroid! chronic! body_mass! personality_test?
      eye_cream? allergic! menstrua*! fertility! hormone*! ovulation! puberty! contracepti*! vegan_diet! obes*!
      asthma! arthritis! eczema! epilepsy! autism! adhd! dementia! alzheimer*! parkinson*! hiv! aids? ebola! malaria!
      tuberculosis! epidemic! pandemic! vaccination! immune*! immunity! kidney*! liver! lungs! heart_disease!
      heart_rate! ear_infection eye_doctor! glasses? hearing_loss! posture! stretching! sauna! first_aid!
      emergency_room! ambulance! paramedic*! pharmacist*! pharmacy! hangover! broken_nose! sprain* fracture*! wound*
      burns detox vitamins! caffeine? melatonin! sunscreen! spf!`,
    tools: `patient medication symptom prescription doctor clinic lab_results`,
  },
  finance: {
    words: `
      bank! banks! banking! loan*! mortgage*! credit_card! interest_rate*! invoice*! tax! taxes! stock_market!
      stocks! shares! invest*! portfolio! dividend*! budget? savings! iban! currency! exchange_rate*! bitcoin!
      crypto*! inflation! salary? accounting! payment? payments? transfer? balance? retirement! pension! insurance?
      debt! expense* fintech! wire_transfer! revenue? profit? hedge_fund* rechnung? überweis*! konto! kredit! zinsen!
      steuer*! aktie! aktien! sparen versicherung? haushaltsbuch banque! virement! crédit! impôt*! épargne! facture?
      bourse! banco! transferencia! préstamo*! impuesto*! hipoteca! factura? ahorro* bolsa? empréstimo*! imposto*!
      poupança! fatura? banca! bonifico! prestito! mutuo! tasse! fattura? risparmi* hypotheek! belasting*! lening!
      podat*! kredyt*! konto_bankowe! przelew*! kredi! vergi! fatura banka! налог*! кредит*! банк*! 银行! 贷款! 税! 股票!
      銀行! 税金! 投資! 投资! stock! bond! bonds! stock_price! market_cap! trading! trader* etf! mutual_fund*! broker*! 401k!
      ira? roth! money? loan? lend* borrow* repay* installment* income_tax! vat! payroll_tax! bookkeep*! ledger!
      balance_sheet! cash_flow! financial! finance! finances! funding? venture_capital! valuation! gdp! recession!
      federal_reserve! central_bank! dollar* euro? euros? wallet! paypal? stripe? atm! debit_card! bank_account!
      account_balance! credit_score! insurance_policy! insurance_claim! premium? deductible! kreditkarte! girokonto!
      geldanlage! carte_bancaire! compte_bancaire! cuenta_bancaria! conta_bancária! conto_corrente! imposto_de_renda!
      impôt_sur_le_revenu! zins* analyst_recommendation*! analyst* nvidia! market_outlook! earnings!
      financial_performance! quarterly! nft! nfts! cryptopunks! ethereum! blockchain! token? islamic_banking!
      profit_distribution! apple_stock! share_price! income_statement*! financial_ratio*! key_financial!
      earnings_per_share! stock_market_data! market_data! cryptocurrency! blockchain_&? income_targets!
      credit_card_number*? budgeting! personal_finance! emergency_fund! compound_interest! annuity! stock_split! ipo!
      hedge_fund! options_trading! forex! gold_price! commodit*! economics! macroeconom*! microeconom*!
      monetary_policy! fiscal! finanzprodukt* finanzdienstleistung*`,
    tools: `account_balance transfer_money bank invoice payment stock_price balance card transaction loan portfolio`,
  },
  business: {
    words: `
      startup*! marketing! business_plan! business_model! customer_satisfaction! brand! branding! sales_pitch!
      market_research! competitor* kpi* stakeholder*! product_manager! strategy? seo! advertis* campaign? investor*
      b2b! saas! entrepreneur* company? companies? management? swot! go-to-market! e-commerce! slogan! tagline!
      revenue_stream* meeting? newsletter! linkedin! project_management! okr! client? sales? supply_chain!
      unternehmen* marktforschung! geschäftsmodell! werbung! vertrieb! entreprise* publicité! stratégie? empresa*
      negocio*! publicidad! estrategia? negócio*! publicidade! azienda! aziende! strategia? pubblicità! bedrijf!
      firma? firmy şirket* pazarlama! компани* маркетинг*! бизнес*! 营销! 公司 创业! 会社 マーケティング! product_launch!
      customer_service? customer_support? productivity! b2c! crm! lead_generation! leads conversion_rate!
      target_audience! social_media! content_marketing! email_marketing! press_release! brand_awareness!
      mission_statement! value_proposition! stakeholders business! businesses! corporate! ceo! cto! founder* founding
      team_meeting! leadership! manager? consultant* consulting! outsourc* logistics! inventory? manufacturer*
      franchise! small_business! freelanc*! invoice_template productivity_tips negotiat* tech_startup! series_b!
      kunden_unserer werbeslogan! unternehmens* slogan_publicitaire! notre_entreprise! nuestra_empresa!
      nossa_empresa! nostra_azienda! agency? clients? survey_question*? survey? brands! market_outlook? industry?
      industries? operational_efficiency! business_point! office? workflow? kpi! roi! customers? consumer*!
      user_experience? competitive! supply? demand? procurement! vendor*! enterprise! enterprises! non-profit!
      nonprofit! donor* donation* fundraising! goal_setting! motivation? company's case_study case_studies itil!
      service_delivery! social_media_posts! influencer*! proprietar* conseil_d'administration! spokesperson!
      spokesman! coupon? product_categories! shareholder*! directors? earnings_per_share headquarters swot_analysis!
      potential_customer*! new_product! product_market! market_share! pricing_strategy! customer_loyalty! employee*
      team_building! coworkers colleagues resource_manager! cost-effective? ethical_sourcing! e-commerce_store!
      online_business! side_hustle! passive_income? motivational? viral? work_environment! remote_work!
      time_management! slack? zoom? powerpoint! presentation? report? stakeholder_meeting memo! proposal? pitch_deck!
      executive_summary! board_of! ceo's warehouse! shipping_company shipment? fleet! amazon_headquarters merger!
      acquisition! bankruptcy! federal_trade_commission!`,
    apps: `salesforce hubspot`,
  },
  legal: {
    words: `
      contract! contracts! clause*! liability! court! lawsuit! law! laws! lawyer*! attorney*! legal! plaintiff!
      defendant! copyright! gdpr! nda! terms_of_service! privacy_policy! tenant* landlord* eviction! statute*
      regulation? jurisdiction? sue? trademark* patent* vertrag! verträge! vertrags* kündigungsfrist! gericht?
      anwalt! rechtlich* mietvertrag! vermieter* gesetz*! klage contrat! avocat! tribunal! juridique! loi! bail!
      locataire* contrato! abogad*! legal ley! demanda? inquilin* advogad*! lei! locação contratto! avvocat*! legge!
      tribunale! affitto? contract huurcontract! advocaat! wet? umow* prawnik*! prawo_sądow* sözleşme! avukat!
      договор*! юрист*! закон*! 合同! 律师! 法律! 契約! 弁護士! legally! illegal! judge? jury! trial? guilty! crime! criminal!
      police? arrest! divorce! custody! inheritance! last_will! power_of_attorney! notary! contract_law!
      breach_of_contract! intellectual_property! non-disclosure! licence_agreement! license_agreement! compliance!
      gdpr_request rent_increase! supreme_court! amendment legislation! mietrecht! kündigungsfrist* résili*
      juridiquement rescindir! rescisão! recedere! contratto_di_affitto! contrato_de_alquiler! contrato_de_aluguel!
      lawyers! tort! plaintiffs lawsuit* settlement? hearing? testimony! verdict! prosecutor*! defendant*! attorney's
      probation! felony! misdemeanor! bail_bond! copyright_law! patent_law! statute_of! legal_advice!
      cease_and_desist!`,
  },
  hr: {
    words: `
      vacation_days! payroll! employee*! onboarding! candidate* recruit*! hiring! job_interview! cv!
      cover_letter! job_application! job_description! paid_leave! parental_leave! performance_review!
      human_resources! hr! colleague* coworker* salary_negotiation! resignation! job_offer! workplace! bewerbung*!
      lebenslauf! urlaubsantrag! vorstellungsgespräch! mitarbeiter* gehalt! arbeitszeugnis! kündigung?
      personalabteilung! lettre_de_motivation! entretien_d'embauche! embauche* congé* salarié* employé* candidature!
      entrevista_de_trabajo! currículum! empleado* carta_de_presentación! vacaciones? nómina! sueldo!
      entrevista_de_emprego! currículo! funcionário* férias? salário! folha_de_pagamento! colloquio! dipendent*
      lettera_di_presentazione! stipendio! ferie sollicitatie*! werknemer* rozmow* kwalifikacyjn* pracownik*
      iş_görüşmesi! özgeçmiş! собеседовани*! резюме! зарплат* 面试! 简历! 员工 面接! 履歴書! my_resume! this_resume!
      your_resume! curriculum_vitae! job_title! job_posting! job_posting* job_search! applicant*!
      interview_question*! hire! hired! fired! layoff*! severance! overtime! sick_leave! pto! annual_leave!
      maternity_leave! workplace* wages! onboard* human_resource* team_building! employee_engagement!
      performance_appraisal! bewerbungs* bewerbungsschreiben! urlaubstag* stellenanzeige! offre_d'emploi!
      oferta_de_trabajo! puesto_de! vaga_de_emprego! offerta_di_lavoro!`,
    tools: `employee payroll leave_request candidate applicant vacation`,
  },
  education: {
    words: `
      homework! exam! exams! student? students? teacher lesson? lesson_plan! lessons curriculum! university! college!
      school? classroom! quiz! phd! doctor_of_philosophy! thesis! tuition! degree? kindergarten! professor! syllabus!
      vocabulary? homeschool* study? studying! course? courses? tutor* principal? recess! bullying hausaufgabe*!
      prüfung! klausur! schüler* lehrer* unterricht! schule! studium! universität! devoir* examen! élève* professeur*
      école! cours? université! deberes! examen! examenes estudiante* profesor* escuela! clase? universidad! lição?
      prova? aluno* aluna* escola! aula universidade! compiti! esame! student* insegnante* scuola! lezione!
      università! huiswerk! leraar* szkoł*! egzamin*! nauczyciel* ödev! sınav! öğretmen* öğrenci* okul! школ*!
      экзамен*! учител* урок* 作业! 考试! 学生! 老师 学校! 宿題! 試験! 先生 educat* learning? learn? learner* academic! assignment!
      essay_question! grade? grades! grading! high_school! middle_school! elementary! college_application!
      scholarship! admission* semester! campus! dissertation! lecture! textbook*! flashcard*! multiple_choice?
      study_guide! study_plan! spelling_test language_learning! learn_english! learn_spanish! english_teacher!
      math_teacher! teaching! pupil*! lehrplan! abitur! lernplan! lernen? réviser! examens! plan_de_estudio!
      plano_de_estudo! bac? maturità! esame_di! grammar_lesson! part-of-speech? multi-choice_question!
      reading_comprehension! student's textbook education! educational! school_of_math! preschool! special_education!
      educational_institution! campuses! state_college! community_college! gpa! sat! act_test gre! toefl! ielts!
      mcat! lsat! graduate_school! undergraduate! bachelor*! master's_degree! alumni! fraternity thesis_topic!
      literature_review? study_abroad! tuition_fees! tutoring! e-learning! online_course! mooc*! homework_help!
      book_report! science_fair! spelling_bee!`,
  },
  travel: {
    words: `
      flight! flights! booking? reservation? reservations? airline*! hotel! hotels! passenger! passengers! baggage!
      checked_bag*! itinerary! airport! cabin? rebook*! trip! travel! traveling vacation! layover! nonstop!
      business_class! economy_class! round-trip! one-way_flight! boarding! visa? passport tourist* sightseeing!
      hostel! airbnb! train_ticket! travel_insurance! reservation_id destination* cruise! luggage! road_trip! flug!
      flüge! flughafen! reise! urlaub? gepäck! zugticket fahrkarte* radtour sehenswürdigkeit* ferienwohnung! vol?
      vols? aéroport! voyage*! bagage* séjour! hôtel! hôtels! billet? vuelo! vuelos! aeropuerto! viaje*! equipaje!
      hoteles! billete? voo! voos! aeroporto! viagem! viagens! bagagem! passagem! hotéis! volo! voli! viaggio!
      viaggi! bagagli* albergo! alberghi! biglietto? vlucht*! vliegveld! reis? loty! lotnisko! podróż*! bilet?
      hotele! uçuş! uçak! otel! oteller seyahat! bagaj! bilet рейс*! самол* аэропорт*! гостиниц*! отел* путешеств*!
      поездк* багаж*! 航班! 机票! 酒店! 旅行! 行李! 飞 フライト! 航空券! ホテル! 旅行 切符 新幹線! travelling travelled traveler* fly? flying?
      flew airfare! plane_ticket! plane_tickets! airplane? boarding_pass! terminal_2 delayed_flight!
      cancelled_flight! cancel_my_flight! return_flight! first_class! tour! tours! tourism! beach? beaches resort!
      museum_visit city_trip! weekend_trip! backpacking! camping! hike hiking! road-trip! travel_guide!
      places_to_visit! things_to_do! attractions! south_africa? booking.com! check-in! check-out? suite? rental_car!
      car_rental! jet_lag! time_zone? border? holiday? holidays? wochenende_in! bahnreise! itinéraire! itinerario!
      itinerário! séjour_à réservation_de_vol! reserva_de_hotel! reserva_de_voo! prenotazione_del_volo! viaggio_di!
      birdwatching! best_spots! best_places! where_to_stay! costa_rica? safari! national_park! scenic! travelers!
      suitcase*! carry-on! train_station! platform? northbound southbound itineraries airports* gate? timetable*
      snorkel*! scuba! diving? surf_spot ski_resort! hot_spring*! honeymoon! bahamas! caribbean! hawaii! bali!
      thailand? paris? london? rome? barcelona? new_york? tokyo? venice? santorini! eiffel_tower! grand_canyon!
      niagara! museum_tickets walking_tour! food_tour packing_list! vaccination_for_travel embassy! customs!
      train_to! bus_to! ferry! route_from! taxi! uber? subway? transit! layovers stopover! motel! bed_and_breakfast!
      all-inclusive!`,
    tools: `flight reservation hotel booking airport passenger baggage itinerary airline trip travel`,
    apps: `airline`,
  },
  retail: {
    words: `
      order? orders? my_order! order_id! refund? return? exchange? shipping! delivery delivered! cart! product?
      products? item? items? store? shop? package? parcel! tracking_number! tracking warranty! shopping! discount?
      coupon! checkout? amazon! product_review! purchase* price? prices? size? gift_card? clothing! shoes seller*
      customer_review! retail! pending_order! zip_code bestellung*! paket lieferung! lieferadresse! rücksendung!
      umtausch* versand! warenkorb! gutschein* kaufen? commande! colis! livraison! rembourse* panier! magasin
      boutique* taille? pedido! pedidos! paquete envío! devolución! devolver carrito! tienda* compra? compras
      encomenda! entrega! devolução! reembolso? loja* pacote? ordine! pacco! consegna! reso! spedizione! carrello!
      negozio rimborso? bestelling! pakket! levering! bezorg*! winkel* zamówieni*! paczk*! dostaw*! zwrot sklep*
      sipariş*! kargo*! teslimat! iade mağaza заказ*! посылк*! доставк*! магазин* возврат* 订单! 包裹! 退货! 快递! 购物! 发货 注文!
      荷物! 配送! 返品! ordered? received? bought? buy? purchase order_number! shipping_address! exchange_the? return_the?
      refunded? e-reader tablet? bookshelf* camera? headphones watch? jacket t-shirt* sneakers! water_bottle
      desk_lamp vacuum_cleaner helmet retailer*! online_store! online_shop! sale? sales_price black_friday!
      customer_reviews! product_description! seller! ebay! etsy! walmart! ikea! gift? review? reviews?
      kundenbewertung*! produktbewertung*! schuhe? avis_client*! opinión_de_este_cliente! opinión_del_cliente!
      recensione_del_prodotto! recensione? avaliação_do_produto! avaliação? sobre_el_producto! producto? produit?
      prodotto? produto? cliente? delivery_company! amazon's ipod charging? battery? replacement? item_back!`,
    tools: `order orders product products refund cart shipment item return exchange delivered`,
    apps: `retail shopify`,
  },
  telecom: {
    words: `
      sim_card! sim! roaming! mobile_data! no_service! router! modem! wifi! wi-fi! broadband! phone_plan! data_plan!
      esim! apn! signal? phone_bill! airplane_mode! mms! 5g! carrier? phone_number! cell_tower* landline! hotspot!
      internet_connection! sms handyvertrag! mobilfunk! wlan! datenvolumen! rufnummer! forfait_mobile! opérateur!
      réseau_mobile! box_internet! tarjeta_sim! datos_móviles! cobertura? línea_móvil! dados_móveis! chip? operadora!
      scheda_sim! rete_mobile! operatore_telefonico! telefonrekening mobiel* abonnement? karta_sim! internet_mobilny!
      hat? mobil_veri! роутер*! роуминг*! симкарт* сим-карт*! 手机卡! 流量! 路由器! 宽带! ルーター! 回線! 通信料! mobile_network!
      cell_phone! cellphone! smartphone? no_signal! sim-card! sim_pin! puk! text_messages? voicemail! bandwidth!
      fiber! dsl! internet_provider! isp! prepaid! postpaid! data_usage! lte! 4g! reboot? network_mode! sim-karte!
      handy? kein_netz! kein_internet! internetanschluss! carte_sim! chip_sim!`,
    tools: `sim roaming line network_status apn data_usage phone`,
    apps: `telecom`,
  },
  food: {
    words: `
      recipe*! cook! cooking! bake! baking! ingredient*! restaurant*! meal! meals! dinner! lunch? breakfast! vegan!
      vegetarian! gluten*! cake! chicken sauce dish? dishes? soup! salad! pizza! pasta! eggs! cauliflower! chef!
      menu? wine! coffee! food! tofu! macaroni! curry! cuisine! steak rezept! rezepte! kochen! backen! zutat*! essen?
      abendessen! kuchen! kürbis* linsen! recette*! cuisin* ingrédient* gâteau! repas! dîner! receta? receta_de!
      cocina* ingrediente* pastel? cena! comida! receita? receita_de! cozinh* bolo! jantar ricetta! ricette! cucina*
      torta! ristorante! recept! koken! maaltijd! przepis! przepisu! gotow* obiad! tarif! tarifi! yemek! рецепт*!
      готовить! ужин! 食谱! 菜谱! 做菜! 餐厅! 晚餐! レシピ! 料理! 夕食! eat? eating? eats foods! snack*! dessert*! bread! rice!
      potato*! tomato*! onion*! garlic! cheese! chocolate! sugar? salt? butter! oil? meat! beef! pork! fish? seafood!
      shrimp! vegetable*! fruit*! beans! lentil*! noodle*! sandwich*! burger*! taco*! sushi! grill* roast* fried!
      fry! oven! frying_pan! kitchen_knife tea! beer! cocktail*! juice! drink? drinks? taste? tasty! flavor*!
      flavour* spicy! cumin! vegan* omelet* scrambled! tortilla! carbonara! végétarien*! vegetariana! vegetariano!
      vegetarisch*! vegetarier* cebolla! avis_sur_le_restaurant! avaliação_de_restaurante! speise* cookies!
      baking_powder! preheat*! caramel* pizzas steakhouse dining! eatery cafe? cafeteria barista coffee_shop!
      fast_food! burger_king! mcdonald*! starbucks! customer_rating banana? apples? oranges? fruit_basket mashed! roe
      dip? boiled! chopped! scrambled_eggs! barbecue? bbq! picnic_food brunch! appetizer*! cheesecake! pancake*!
      waffle*! cookie*! donut*! ice_cream! smoothie*! salad*! soup* stew! broth! gravy! vinegar! mustard! ketchup!
      mayonnaise! spices! herbs! cinnamon! ginger? basil! oregano! pepper? saffron! wine_pairing! whiskey! vodka!
      brewery! sourdough! yeast! gluten-free! keto! paleo! nutrition_facts! dietary! veganism!`,
    tools: `recipe restaurant menu meal`,
  },
  culture: {
    words: `
      novel! novels! story! stories! poem poems? haiku movie! movies! film! films! character? characters? actor*
      actress* singer* song! songs! music! album! band? painting* artist* museum! literature! literary! fiction!
      plot? bedtime_story*! fairy_tale! fantasy screenplay! theater! theatre! tv_show! television netflix! anime!
      video_game*! final_fantasy! fashion! designer? poetry! lyrics! jazz! guitar! pride_and_prejudice! author? book?
      books? bookstore dragon* titanic! opera! comic* chess! board_game* fan_fiction! dance! gedicht! gedichte!
      roman! romane geschichte? film! musik! lied! buch? schauspiel* märchen! maler* poème! conte! chanson! musique!
      livre? acteur* peintre* cinéma! poema! cuento! canción! canciones! película*! música! libro? pintor* novela!
      conto! filme! filmes! livro? canção! romance? poesia! racconto! canzone! musica! libro romanzo! favola! gedicht
      verhaal! liedje! boek? wiersz! piosenk*! książk* opowiadani*! bajk* şiir! hikaye! şarkı! kitap* roman! стих*
      песн*! фильм*! книг* сказк*! рассказ? 诗! 小说! 电影! 歌 音乐! 故事! 詩! 小説! 映画! 物語! 音楽! mystery? thriller! sci-fi!
      science_fiction! protagonist! narrator! narrative! chapter? playwright*! shakespeare! mozart! beethoven!
      picasso! renaissance! sculpture*! photograph* cinema! hollywood! oscar! director? directed_by! soundtrack!
      musician*! rapper! rap! pop_song! rock_band! concert! country_music! tv_series! sitcom! episode! season_finale!
      cartoon! disney! marvel! superhero*! star_wars! harry_potter! lord_of_the_rings! wizard* witch vampire*
      detective* hero? villain! legend? myth! mythology! folktale* nursery_rhyme! rhyme* rhymes sonnet! limerick!
      joke! jokes! comedian* comedy! drama! stand-up! storytelling! storybook! world-building! rpg! dungeon*!
      nintendo! playstation! xbox! minecraft! pokemon! gaming! movie_plot! movie_review! couture! paris_fashion!
      romans roman_policier! personnage* personaje* personagem* personaggio! personaggi trama! erzähl*
      kurzgeschichte! schnee? peintre! play? theatre_play! fringe_festival! comedic! hilarious* quote? quotes?
      proverb! fable! gatsby! fitzgerald! dickens! tolkien rowling! snape! fictional! plot_twist! climax? scene?
      scenes? dialogue? script_for! episode* character_development! protagonists antagonist! symbolism! metaphor*!
      allegory! classical_music! composer*! symphony! piano! violin! orchestra! band_members lyrics* record_label!
      album* billboard! vocals! vocalist! theme_song! saturday_night_live! peabody award? awards? celebrity*
      film_festival! starring! starred! co-star* sequel! remake franchise? silent_film! police_drama! card_game!
      hearthstone! league_of_legends! fortnite! esports! dolls? toy? toys? carnival? cosplay! tattoo*
      fashion_industry! dress? clothing? costume* architecture! gothic dark_knight comedy_movie! 90s national_anthem!
      conductor! singer manga! anime_series! soul_eater! comics! webtoon! fandom! kpop! k-pop! grammy*!
      singer-songwriter! studio_album! nbc! hbo! bbc! podcast! youtuber! tiktok! video_ideas! theme_park! disneyland!
      universal_studios! amusement_park! roller_coaster! monopoly! riddle_game tarot! astrology! horoscope! zodiac!
      feng_shui? calligraphy! origami! pottery! embroidery! knitting! crochet! ballet! hip_hop! blues! folk_song!
      karaoke! choir! stage? backstage novelist! publisher! bestseller! memoir! biography! autobiography! essayist
      dystopia*! utopia*! vampire ghost_story! horror! zombie*! space_opera! steampunk! cyberpunk! loch_ness!
      folklore! legendary! creature? god-like! halloween! christmas_carol wedding_song post-credits! game_character!
      boss_fight! side_quest! level_design!`,
    tools: `movie song playlist spotify book_search`,
  },
  sports: {
    words: `
      world_cup! football! soccer! basketball! tennis! baseball! olympic*! championship! league! team? coach?
      goalkeeper! striker! nba! nfl! fifa! match? tournament! cricket! rugby! formula_1! golf! hockey! swimming
      cycling! athlete* score? player? wimbledon! fußball*! bundesliga! weltmeister* mannschaft? coupe_du_monde!
      équipe? joueur* fútbol! mundial? equipo? jugador* liga? futebol! copa_do_mundo! jogador* calcio! mondiali!
      squadra? giocatore voetbal! piłk* nożn*! futbol! dünya_kupası! футбол*! чемпионат*! 足球! 世界杯! 篮球! サッカー! 野球!
      ワールドカップ! sport! sports! athlet* marathon_winner goal? goals_scored champions_league! premier_league!
      super_bowl! world_series! playoff*! quarterback! touchdown! home_run! referee! offside! penalty_kick! ronaldo!
      messi! lebron* ballon_d'or! grand_slam! us_open! singles_tennis! wrestling! boxing! ufc! mma! skiing!
      snowboard* surfing! skateboard* volleyball! badminton! table_tennis! medal! medals! stadium! goles! goals!
      goleador* tor? tore? but? gol! birdie field_goal*! three-pointer*! free_throw*! race? marathon? overtaking?
      match_schedule matches? league_with! season? discus! shot_put! javelin! sprint! hurdles! relay? decathlon!
      gymnast*! figure_skating! ice_hockey! lacrosse! water_polo! archery! fencing? judo! karate! taekwondo! sumo!
      squash? darts! billiards! snooker! bowling! marathon_record coach's athletics! team_sports!
      football_predictions! betting_odds! fantasy_football! world_record! referee's jersey? season_record draft_pick!
      transfer_window! midfielder! defender? goalkeeper*! pitcher! batter? inning*! dunk* free_kick!`,
  },
  society: {
    words: `
      history? historical! war! world_war! president! politic*! government! election*! parliament! democracy!
      country? countries? capital_of! capitals? population! century? empire! revolution! king? queen? religion!
      church! philosophy! geography! economy? immigration! human_rights! constitution! senator! congress minister*!
      ancient! admiral! roosevelt! constituency! feminism! society! ethics! culture? geschichte_der! krieg!
      regierung! wahl? wahlen! hauptstadt! hauptstädte! präsident* bundestag! histoire_de! guerre! gouvernement!
      élection*! capitale! capitales! président* historia_de! guerra! gobierno! elecciones! capital_de! presidente*
      história_da! governo! eleições! capitais! capital_da! storia? guerra governo elezioni! capitale_della!
      capitali! geschiedenis! oorlog! hoofdstad! hoofdsteden! wojn*! stolic*! rząd! savaş*! başkent*! tarih? hükümet!
      столиц*! войн* истори? президент* 首都! 历史! 战争! 政府! 歴史! 戦争! 総理 war* wwi! wwii! world_war_ii! cold_war!
      pearl_harbor! pearl_harbour! civil_war! guerra_civil! roman_empire! ancient_rome! ancient_egypt! medieval!
      middle_ages! colonial* slavery! treaty! army! navy! military! soldier*! general_of nato! united_nations!
      european_union! brexit! capitalism! communism! socialism! marxis* republican*! democrat*! vote! voter*! voting!
      senate! governor! mayor! census! nation? nations! national? citizen*! law_enforcement poverty! inequality_in
      social_justice! racism! gender! lgbt* refugee*! bible! christian*! islam! muslim*! buddhis*! hindu*! jewish!
      god? philosoph*! moral? ethical! kant! plato! socrates! nietzsche! bundestagswahl*! wahlkampf! dreißigjährig*
      journalist* giornalist* siglo? siècle? jahrhundert! river? tributary! mountain? province! county? city? town?
      village? district? region? territory! administrative! municipal* motto! state_motto! us_state! new_hampshire*
      prime_minister! european! brussels! parliamentary! commission? commissioner* eu_headquarters! historian*
      historic! tradition* cultural! custom? ancestor* civilization*! dynasty! monarch*! royal? colony independence!
      revolutionary! battle! troops! weapon? peace? diplomat* foreign_policy! ambassador* economic? unemployment!
      housing_affordability! urban? rural? immigration* migration? minority* activism! protest* journalism!
      newspaper! news? headlines? press? media? psalm*! hymn! church* pastor! pope! temple? prophet! sermon!
      spirituality! theology! belief? sociology! anthropology! demographic*! festival? carnival! united_states?
      united_kingdom? england? canada? american? british? german? hong_kong haiti pakistan president* execution?
      defence! private_school? underfund* collective_bargaining! national_anthem? bakan* savunma* istifa*
      what_country! which_country! quran! torah! bible_verse! islam_in buddhist! atheis*! salvation! government_type!
      republic! federal_republic! monarchy! opposition? bill_in house_of_commons! prime_ministers district_capital!
      ghana? nigeria? kenya? egypt? turkey? greece? japan? china? india? brazil? mexico? russia? ukraine? israel?
      palestin*! taiwan? korea? vietnam? indonesia? spain? italy? france? poland? european_parliament! member_states!
      trade_war! sanctions! tariff*! coup! dictator*! propaganda! censorship! surveillance? protestors! civil_rights!
      martin_luther! lincoln! washington? churchill! hitler! stalin! napoleon! caesar! cleopatra! columbus! pharaoh*!
      aztec*! maya? viking*! samurai! crusade*! reformation! enlightenment! industrial_revolution! great_depression!
      holocaust! apartheid! gentrif*! homeless* charity? volunteer* community? social_media_impact family_values
      marriage? generation_z! stereotypes! identity? freedom? justice? logical_fallacy! argument? premise? stoic*!
      existential* utilitarian*! deontolog*! free_will!`,
  },
  home: {
    words: `
      garden! gardening! plant? plants! furniture! living_room! kitchen? bathroom! bedroom! clean? cleaning! laundry!
      diy! drywall! paint? screw* drill? plumb* leak* roof? dog dogs cat cats puppy! pet! pets! smart_home! lights?
      thermostat! washing_machine! dishwasher! vacuum? lawn! wall? clock? batteries battery? lamp? moving_house!
      houseplant*! window_blind* mattress garten! möbel! wohnzimmer! rigips! schraub* hund! hunde! katze! haushalt!
      waschmaschine! lampe? jardin! meuble* chien! chat? ménage! salon? lave-linge! jardín! mueble* perro! gato!
      limpiar! hogar lavadora! jardim! móveis cachorro! limpar? lavar? giardino! mobili! cane! gatto! pulire!
      lavatrice! tuin! hond! kat? wasmachine! ogród! pies! kot? pralk* bahçe! köpek! kedi! mobilya сад? собак*!
      кошк*! мебел* стиральн* 花园! 狗 猫 家具! 洗衣机! 庭! 犬 家具 洗濯機! house? home? apartment? room? couch! sofa! curtain*
      carpet! renovation! remodel* wallpaper! insulation! heating! air_conditioner! fridge! refrigerator! microwave!
      oven_cleaning stain*! mold! pest* ants! mice! hammer! wood* shelf! shelves! ikea_shelf tools? car? car_repair!
      tire! tires! oil_change! bicycle? bike_repair! pet_food! veterinar*! vet! litter! aquarium! chickens!
      parenting! toddler! babysit* regal! nettoyer! machine_à_laver! lessive! pulisce! lavatrice* plantas?
      zimmerpflanze* water_a_plant! houseplant! breed! puppies feng_shui! interior_design! home's living_space!
      bedroom_paint kitchen_sink! faucet! toilet! shower! drain* plumbing! electrical_outlet! lightbulb* light_bulb!
      smoke_detector! garage! driveway! fence! patio! deck? barbecue_area! picnic backyard! compost! fertilizer!
      weeds! pruning! tomato_plants seeds? seedlings! houseplants! succulents! orchid*! rabbit*! hamster*! goldfish!
      leash! dog_training! potty! crib! stroller! diaper* chores! declutter*! organizing_closet laundry_detergent!
      ironing! vacuuming! sewing! lawnmower! snow_shovel`,
    tools: `light thermostat lights home device lamp`,
  },
  weather: {
    words: `
      weather! forecast! temperature rain raining! snow? sunny! umbrella? celsius! fahrenheit! humidity! wetter!
      regen? météo! quel_temps! pleuvoir il_fera tiempo_hará! clima? llover! lluvia? el_tiempo_en! previsão_do_tempo!
      como_vai_estar_o_tempo! chover! che_tempo! meteo! piovere! weer? wat_voor_weer! pogoda! hava_durumu!
      hava_nasıl! погод*! 天气! 天気! weather_like! will_it_rain! storm! cloudy! windy! degrees? forecast*
      wird_das_wetter! regnet! regnen! pleuvra! va_a_llover! vai_chover! piove! pioverà! temps_fera-t-il!`,
    tools: `weather forecast temperature`,
  },
};
