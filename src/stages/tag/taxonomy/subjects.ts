/**
 * What the subject areas consist of: the things, people and places of each, area by area and not by what any log holds, since a
 * request of everyday use names a thing (*my landlord*, *the monstera*) and seldom the field. English; how to read: cues.ts.
 */
import type { BuiltIn } from './cues.ts';

/** Nouns of computing: their subject is software, and to explain, choose or mend what they name is coding. */
export const TECHNICAL = `
  mutex! semaphore! deadlock! race_condition! garbage_collect* heap? closure? coroutine* generics! lambda? monad!
  typedef! iterator! hashmap! hash_table! stack_overflow! memory_leak! segmentation_fault! stdout! stderr! stdin!
  regexp! utf-8! base64! cron! crontab! daemon! systemd! kernel? bootloader! subnet! load_balancer! reverse_proxy!
  tls! ssl!  cors! csrf! xss! sso! saml! oauth2! api_key! access_token! rate_limit! http_status! status_code!
  kafka! rabbitmq! elasticsearch! sqlite! orm! prisma! sqlalchemy! hibernate! graphql! grpc! protobuf! terraform!
  ansible! helm_chart! jenkins! github_action! ci/cd! gitignore! submodule! cherry-pick! stash? diff? linter! eslint!
  prettier! jest! cypress! playwright! selenium! mock? fixture? test_case! test_coverage! flaky! tailwind! sass!
  flexbox! dom! jquery!  node_modules! yarn! pnpm! pypi! virtualenv! conda! gradle! maven! cargo! clojure!
  elixir! haskell! erlang! ocaml! fortran! cobol! matlab? julia? dart! objective-c! xcode! android_studio! vscode!
  vim! emacs! intellij! refactoring! backtrace! core_dump! breakpoint! stacktrace! nullpointerexception! keyerror!
  valueerror! attributeerror! importerror! undefined_behavio* off-by-one! date_picker! dropdown! modal? tooltip?
  safari? webview! pixel? media_query! accessibility? responsive? rollout? canary? staging! observability! grafana!
  prometheus! datadog! sentry! kubectl! pod? namespace? ingress! service_mesh! dag? airflow! executor? scheduler?
  worker? queue? timeout? retry? idempotent! websocket! payload? serializ* deserializ* parser! tokenizer! ast!
  bytecode! webassembly! wasm! simd! opencl! shader! opengl! vulkan! embedded? microcontroller! i2c! uart! gpio!`;

export const SUBJECTS: BuiltIn = {
  software: { words: TECHNICAL },
  data: {
    words: `
      airflow dbt! snowflake! bigquery! redshift! databricks! spark? hadoop! parquet! looker! metabase! data_platform!
      data_lake! lakehouse! data_quality! ingestion? backfill! partition? warehouse_table! fact_table! star_schema!
      window_function! group_by! left_join! aggregate? aggregation? quantile! percentile? boxplot! line_chart! pie_chart!
      ggplot! matplotlib! seaborn! plotly! linear_regression! logistic_regression! gradient_boosting! decision_tree!
      train-test! cross-validation! hyperparameter*! embedding? dataset_of anomaly_detection! churn_model! cohort!
      funnel? ab_test! google_analytics! pivot? vlookup! xlookup! sheet? cell? row?`,
  },
  math: {
    words: `
      modulo! exponent! logarithmic! inverse_function! eigenvalue! linear_algebra! subset! set_theory! venn! bijection!
      graph_theory! game_theory? bayes! binomial! expected_value! coin_flip! fair_coin! marbles! deck_of_cards! sudoku!
      crossword? brain_teaser! truth-teller! knights_and_knaves! parallelogram! trapezoid! rhombus! pentagon! octagon!
      chord? tangent_line! slope! y-intercept! parabola! ellipse! factorize! factorise! round_to! significant_figures!
      count_the! letters_in? anagram! palindrome! next_number! odd_one_out! syllogism! truth_table! boolean_algebra`,
  },
  science: {
    words: `
      evaporat*! humid? molecular! biochem*! microbio* taxonomy? botanical pollinat*! symbio* parasit* larva! instinct
      geological! sedimentary! granite! limestone! canyon? plate_tectonics! seismic! aquifer! delta? permafrost! fauna!
      flora! rainforest! savanna! tundra! desert? ocean! oceans! sea_level! reef! salinity! supernova! nebula! exoplanet*!
      solar_system! lunar! cosmology! dark_matter! hubble! quark! boson! higgs! plasma! isotope! titration! mole? molar!
      reagent! distill* electrolysis! oxidation! corrosion! casting? mold_cavity! machining! welding! lathe! foundry!
      tensile! torque! gear? piston! turbine! heat_transfer! heat_exchanger! dynamics? kinematics! statics signal_processing!
      amplifier! diode! ohm! ampere! watt? kilowatt! battery_chemistry! lithium! photovolt* psychology? cognitive!
      dissonance! neuroscience! stimulus! archaeolog*! anthropolog* peer-reviewed! lab_report! control_group! researchers!`,
  },
  health: {
    words: `
      appointment_with? cleaning_appointment dental! orthodont*! braces! root_canal! cavity? filling? gum? checkup!
      check-up! referral? specialist? cardiology! cardiologist! dermatolog*! gynecolog* pediatric*! paediatric* oncolog*!
      radiology! ultrasound! ct_scan! cxr! ecg! ekg! lab_results! blood_test! biopsy! anesthe* surgeon! gp! ward?
      discharge_letter! discharge_summary! admitted? inpatient! outpatient! intensive_care! shortness_of_breath! diuretic*!
      swelling! swollen! rash! itch* nausea! vomit* diarrh* constipat* dizz* fatigue! fainting! bleeding! bruise! sore!
      throat! sinus! bladder! stomach! abdomen! chest_pain! knee! ankle! shoulder? wrist? hip? spine! neck? y/o! bpm!
      mg! paracetamol! aspirin! amoxicillin! statin! metformin! antidepressant*! ssri! inhaler! hearing_aid! wheelchair!
      caregiver! hospice! midwife! antenatal! prenatal! newborn! toddler_fever weaning! teething! panic_attack! trauma!
      grief! burnout! therapist! counselling rehab! physiotherapy! massage? jogging! push-ups! squats! deadlift!`,
  },
  finance: {
    words: `
      index_fund! index_funds! brokerage! stock_portfolio! bull_market! bear_market! short_sell* yield? treasury! coupon_bond
      retirement_account! pension_fund! mortgage! refinanc*! down_payment! apr! interest? lender! borrower! principal?
      collateral! credit? credit_limit! overdraft! overdrawn! card_was_charged! chargeback! direct_debit! standing_order!
      iban! swift_code! sort_code! wire? teller! cash? withdraw* deposit? atm! my_card! debit? statement? savings_account!
      checking_account! fraud? suspicious_transaction! transaction? transactions? claim? policyholder! insurer! premium!
      underwrit* actuar*! car_insurance! home_insurance! life_insurance! deductible! tax_return! tax_refund! w-2! 1099!
      irs! deduction? capital_gains! write-off! accountant! audit? auditor! invoices! accounts_payable! accounts_receivable!
      cost_centre! cost_center! overspen* budget! forecasted_revenue margin? ebitda! p&l! general_ledger! reconcil*!
      depreciation! amortiz* liabilit* assets? net_worth! fiscal_year! quarter? quarters? supply_and_demand! elasticity
      housing_market! real_estate! property_investor! landlord_insurance central_banks! inflation_rate! interest-rate`,
  },
  business: {
    words: `
      stand-up_meeting weekly_stand-up! standup! retrospective? sprint? roadmap? minutes_of! brochure! flyer! trade_fair!
      trade_show! catering! cater! keynote! conference? webinar! prospect? prospects? cold_email! follow-up_email sales_call!
      upsell! churn? churn_rate! subscription_business renewal? account_manager! partnership? reseller! distributor!
      wholesale! supplier! suppliers! maker_of makers_of manufactur* factory? plant_manager production_line! lead_time!
      just-in-time! forklift! forklifts! warehousing! import? export? incoterms! quote_for? tender! rfp! sla! deliverable*!
      kickoff! change_management! org_chart! board_meeting! annual_report! market_entry! positioning! persona? tagline!
      focus_group! net_promoter! loyalty_program! customer_journey! customer_experience! retention? brand_voice! rebrand*!
      elevator_pitch! co-founder! bootstrapp* seed_round! term_sheet! business_trip_report out_of_office! dear_team!`,
  },
  legal: {
    words: `
      landlord! landlords! tenant! tenants! tenancy! lease! leases! sublet! rental_agreement! security_deposit! keep_the_deposit!
      notice_period! evict*! commercial_lease! agreement? master_services_agreement! hereby! hereinafter! governed_by!
      shall? effective_date! party? parties? indemnif*! warrant* arbitration! mediation? force_majeure! severability!
      confidentiality! non-compete! breach? damages? negligence! liable! allowed_to? my_rights! entitled? entitled_to!
      small_claims! subpoena! affidavit! appeal? appellate! bylaws! articles_of_incorporation! paralegal! law_firm! counsel?
      case_law! precedent! ruling? injunction! dismissed? sentenced! charges? prison! parole! speeding_ticket! dui! traffic_ticket!
      alimony! prenup* child_support! adoption? guardian? probate! executor! estate_planning! immigration_lawyer! asylum!
      green_card! deport* dpa! ccpa! data_protection! consent_form! liability_waiver! cookie_banner!`,
  },
  hr: {
    words: `
      interviewing_me! interviewer! interviewee! job_applicant! applicant! shortlist* forklift_driver warehouse_supervisor
      night_shift! shift? shifts? shift_plan! rota! supervisor? team_lead? deputy? headcount! org_chart promotion? promoted!
      pay_rise! raise? notice? two_weeks_notice! exit_interview! probation_period! parental! maternity! paternity! vacation_request!
      time_off! days_off! sick_note! timesheet! benefits? health_plan? 360_feedback! performance_improvement! appraisal!
      feedback_to_my_report job? jobs? career! careers! resume! skills? qualification*! work_experience! reference_letter!
      recommendation_letter! internship! intern? apprentice* traineeship! staff? workforce! diversity_training! harassment!
      my_boss! coworker! colleague? works_council! union? remote_policy talent! headhunter! recruiter!`,
  },
  education: {
    words: `
      grader! graders! fourth_grade! ninth_grade! fifth_grade! first_grade! grade_school! year_7! my_class! i_teach!
      in_class? worksheet! worksheets! rubric! report_card! parent-teacher! pta! school_trip! field_trip! substitute_teacher!
      learning_objective*! pedagog* didactic* montessori! masters_programme! masters_program! master's_programme! msc!
      statement_of_purpose! letter_of_motivation_for_a_course faculty! freshman! sophomore! student_loan! term_paper!
      seminar! finals? midterm! exam_question! past_papers! mock_exam! revision_plan! flash_cards! spaced_repetition! cheat_sheet?
      essay_about_my homework! pronunciation! conjugat*! verb? verbs? noun? tenses! irregular_verb*! subjunctive! vocab!
      esl! duolingo! phonics! spelling_test! school_project! enrol* enroll* transcript_of_records! library_card dormitory!`,
  },
  travel: {
    words: `
      lisbon? madrid? berlin? vienna? prague? budapest? amsterdam? copenhagen? stockholm? oslo? dublin? edinburgh? athens?
      istanbul? dubai? singapore? bangkok? kyoto? osaka? seoul? sydney? los_angeles? san_francisco? miami? chicago? las_vegas?
      munich? zurich? geneva? milan? florence? naples? seville? porto? nice? lyon? marseille? krakow? dubrovnik? iceland?
      norway? sweden? portugal? croatia? morocco? peru? patagonia? tuscany? provence? andalusia? alps! dolomites! lofoten!
      mallorca! tenerife! crete! sicily! maldives! seychelles! days_in! nights_in! long_weekend! stay? guests? our_guests!
      reception? towels? pool? room_service! housekeeping? front_desk! double_room! single_room! sea_view! breakfast_included!
      late_check-out! concierge! departure! departures! arrival? delayed? connecting_flight! missed_connection! aisle_seat!
      window_seat! upgrade? frequent_flyer! miles? lounge? layover! jetlag! sleeper_train! interrail! eurail! rail_pass!
      timetable! car_hire! campervan! motorhome! campsite! trailhead! trek! trekking! guidebook! souvenir! sights! old_town!
      day_trip! passport_control! esta! schengen!`,
  },
  retail: {
    words: `
      vase? jacket! jeans! sneakers! shoes! shirt! sweater! handbag! backpack? cutting_board! blender! toaster? kettle?
      headphones! earbuds! charger! phone_case! product_page! product_description! product_listing! in_stock! out_of_stock!
      restock* back_in_stock! pre-order! preorder! checkout! shopping_cart!  promo_code! discount! voucher! gift_wrap!
      parcel! courier! tracking! dispatched! shipped! arrived? arrived_broken! came_in_pieces! box? packaging! unopened!
      store_credit! exchange_for! wrong_colo* size? sizes? size_chart! too_small! too_large! bought purchase purchased
      receipt! seller! buyer! etsy! ebay! amazon? shopify! store? shop? shops? boutique! supermarket! customer_review!`,
  },
  telecom: {
    words: `
      router! modem! wifi! wi-fi! broadband! fibre! landline! dial_tone! hotspot! esim! e-sim! sim_swap! port_my_number! data_plan!
      data_allowance! unlimited_data! mobile_data! roaming_charges! airplane_mode! signal? reception_bars carrier? network_outage!
      outage? red_light? dropped_calls! call_forwarding! caller_id! 5g! internet_connection! connection_drops! losing_the_connection!
      slow_internet! ping? speed_test! set-top_box! tariff? topup! top-up! imei!`,
  },
  food: {
    words: `
      lime? limes! lemon! lemonade! pitcher? ice_cubes! mash? simmer! saute* marinade! marinat* knead! dough! flour! yeast!
      whisk! teaspoon! tablespoon! cup_of? cups? serving? servings! leftovers! freezer? slow_cooker! air_fryer! instant_pot!
      skillet! saucepan! stir-fry! risotto! lasagna! gnocchi! ramen! pho! dumpling*! falafel! hummus! paella! kimchi! tempeh!
      chickpea*! quinoa! oats! granola! porridge! muffin*! brownie*! pie! pastry! croissant*! frosting! custard! mousse!
      salmon! tuna! turkey? lamb? bacon! sausage*! ham? mozzarella! parmesan! feta! yogurt! cream? milk! honey? maple_syrup!
      soy_sauce! olive_oil! chili! paprika! parsley! cilantro! thyme! rosemary! vanilla! mushrooms! spinach! zucchini!
      eggplant! avocado! broccoli! cabbage! carrot*! cucumber! pumpkin! pineapple! mango! strawberr* blueberr* grape*
      espresso! latte! cappuccino! drinks? alcohol? bakery! bakeries! bistro! tasting_menu! takeaway! takeout! buffet!`,
  },
  culture: {
    words: `
      pirate! pirates! captain? knight! princess! elf! goblin! dwarf? tavern? quest? spell? sword! treasure! haunted! castle?
      once_upon_a_time! short_story! flash_fiction! prose! stanza! couplet! free_verse! ode! ballad! chorus! bridge_section
      melody! harmony? chord_progression! bassline! drummer! saxophone! trumpet! cello! dj! remix! mixtape! vinyl! spotify!
      concerto! sonata! aria! musical! broadway! stage_play! monologue! improv!  satire! parody! main_character!
      main_characters! comic_strip! cartoonist! graphic_novel! animation? animated! pixar! studio_ghibli! documentary! trailer?
      screenwriter! cinematograph* film_noir! box_office! emmy! cannes! booker_prize! pulitzer! nobel_prize_in_literature
      impressionis*! surrealis*! cubis*! baroque! fresco! watercolor! watercolour! oil_painting! portrait! portraits! sculptor!
      michelangelo! van_gogh! monet! da_vinci! rembrandt! frida_kahlo! warhol! exhibition! gallery! curator! museum!
      hemingway! orwell! austen! tolstoy! dostoevsky! kafka? joyce? woolf? homer? iliad! odyssey! hamlet! macbeth! dante!
      dungeons_and_dragons! d&d! zelda! mario! elden_ring! sims! crossword! trivia! pub_quiz! smile? whispered! murmured! sighed!
      he_said she_said nodded gasped runway? haute_couture! vogue! streetwear! hairstyle! makeup!`,
  },
  sports: {
    words: `
      season's_results match_report! scoreline! win? wins? winning_streak! standings! league_table! relegat*! promotion_race
      halftime! half-time! overtime_win kickoff_time! lineup! starting_eleven! substitute? captain_of_the_team! manager_of_the_club
      fixture_list! derby! knockout! semifinal! semi-final! quarterfinal! final_score! tie-break! set_point! match_point! serve?
      backhand! forehand! wicket! innings! bowler! batsman! yankees! lakers! celtics! warriors? real_madrid! barcelona_fc
      manchester_united! arsenal! chelsea! liverpool_fc bayern! juventus! tour_de_france! peloton! triathlon! ironman! pole_vault!
      long_jump! sprinter! marathon_time personal_best! grand_prix! pole_position! verstappen! hamilton? federer! nadal! djokovic!
      serena! jordan? kobe! brady! mbappe! neymar! maradona! pele!`,
  },
  society: {
    words: `
      poverty! lives_in_poverty! household_income! census! births? life_expectancy! literacy! inequality! welfare! social_security!
      public_policy! referendum! ballot! candidate_for_mayor campaign_trail! lobby* think_tank! cabinet? chancellor! premier?
      parliament! lawmaker*! legislature! municipality! city_council! public_transport? infrastructure! border_control! annex*
      occupation? ceasefire! peace_treaty! invasion! missile*! nuclear_weapon*! veteran* militia! rebel* terroris*! hostage*!
      kingdom! emperor! tsar! sultan! pharaoh! ottoman! byzantine! mongol*! inca*! feudal*! renaissance_europe ww2! ww1!
      world_war_two! d-day! vietnam_war! korean_war! berlin_wall! soviet! ussr! kgb! cia! fbi gulf_stream? northern_lights?
      latitude! longitude! continent! peninsula! archipelago! largest_city! population_of! official_language! flag_of! currency_of
      catholic! protestant! orthodox! rabbi! imam! monk? saint? easter? ramadan! diwali! hanukkah! macedonia! serbia bosnia
      albania! bulgaria! romania! hungary! eu! e.u.! u.n.! nato! unesco! imf! world_bank? climate_summit ngo! humanitarian!
      gentrification? materialism? consumer_culture! consumerism! media_bias! misinformation! fake_news! protester*! strike?`,
  },
  home: {
    words: `
      monstera! ficus! pothos! basil_plant orchids! cactus! houseplant! leaves? brown_tips! repot*! potting! watering! water_it!
      fertiliz* seedling! raised_bed! greenhouse? hedge! mow* rake! weed? slugs! aphid*! tomatoes_in_my living_room! hallway!
      attic! basement! balcony! terrace! ceiling! floorboards! parquet! tile? tiles! grout! caulk! plaster! spackle! sandpaper!
      varnish! primer? roller? screwdriver! wrench! pliers! ladder! nail? nails? dowel! hinge! doorknob! lock? socket? fuse!
      breaker? radiator! boiler? thermostat! heat_pump! solar_panels_on dishwasher! dryer? freezer! stove! cooktop! range_hood!
      vacuum_cleaner! mop! bleach? limescale! mildew! odor! cosy! cozy! upstairs! downstairs! lights! blinds! doorbell! smart_plug!
      alexa! google_home! kitten! terrier! labrador! retriever! litter_box! vet! kennel! parrot! hamster! guinea_pig! aquarium!
      stroller! nursery? bedtime! nap? potty_training! babysitter! nanny! chore! moving_boxes! movers! storage_unit! car_battery!
      brake_pads! engine_light! windshield! spark_plug! flat_tire! pick_up_the_kids`,
  },
  weather: {
    words: `
      sunshine! drizzle! thunderstorm*! hail! sleet! blizzard! fog! foggy! breeze! gust* heatwave! heat_wave! cold_front! dew_point!
      wind_speed! uv_index! barometer! meteorolog*! rainfall! precipitation! chance_of_rain! monsoon!`,
  },
};
