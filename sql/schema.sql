-- The contract of zonedb: every table, its keys and constraints. Read this first.
-- Rows are what somebody stated; columns marked as decided say what holds of them, and
-- sql/resolve fills those whenever a build, a load or an unload publishes.
-- Columns are explained in seeds/data_dictionary.sql: one name, one meaning, in
-- every table and view; the build turns those rows into COMMENT ON COLUMN.
-- Seeds load in the order in which the tables stand here. A column that refers to its
-- own table has no foreign key (DuckDB 1.4 cannot fill such a table in one insert):
-- the view checks verifies it.

create table loads (
    load_id integer primary key check (load_id > 0),
    load_kind varchar not null check (
        load_kind in (
            'indicators', 'figures', 'ledger', 'progress', 'reference', 'unload'
        )
    ),
    file_name varchar not null,
    sha256 varchar not null check (regexp_matches(sha256, '^[0-9a-f]{64}$')),
    row_count bigint not null,
    loaded_at timestamp not null,
    undone_load_id integer,
    given_source varchar,
    given_period varchar,
    note_zh varchar,
    note_en varchar,
    is_in_force boolean,  -- decided
    check ((load_kind = 'unload') = (undone_load_id is not null))
);
comment on table loads is
'装载记录;用户装载或撤回了什么、何时 | loads; what users loaded or took back, and when';

create table units (
    unit_id varchar primary key,
    symbol_zh varchar not null,
    symbol_en varchar not null,
    quantity varchar not null,
    base_unit_id varchar not null,
    factor decimal(18, 8) not null check (factor > 0),
    whole_factor decimal(9, 0),  -- decided
    load_id integer references loads (load_id)
);
comment on table units is
'计量单位;数量、基本单位与精确换算系数 | units; quantity, base unit and exact factor';

create table areas (
    area_id varchar primary key check (regexp_matches(area_id, '^[0-9]{6}$')),
    parent_area_id varchar,
    area_level varchar not null
    check (area_level in ('province', 'prefecture', 'county')),
    name_zh varchar not null,
    name_en varchar not null,
    note_zh varchar,
    note_en varchar,
    load_id integer references loads (load_id)
);
comment on table areas is
'行政区划;GB/T 2260 代码 | administrative divisions; GB/T 2260 codes';

create table sources (
    source_id varchar primary key,
    source_kind varchar not null
    check (source_kind in ('article', 'web_page', 'user')),
    source_priority integer not null,
    title_zh varchar,
    publisher_zh varchar,
    author_zh varchar,
    published_on date,
    date_basis varchar not null,
    url varchar,
    note_zh varchar,
    note_en varchar,
    load_id integer references loads (load_id)
);
comment on table sources is
'数据来源;谁在何时刊印 | sources; who printed it and when';

create table source_passages (
    source_id varchar not null references sources (source_id),
    passage_no integer not null check (passage_no > 0),
    passage_section varchar not null
    check (passage_section in ('heading', 'byline', 'body', 'box', 'caption')),
    heading_zh varchar,
    sha256 varchar not null check (regexp_matches(sha256, '^[0-9a-f]{64}$')),
    char_count integer not null check (char_count > 0),
    primary key (source_id, passage_no)
);
comment on table source_passages is
'来源段落;每段的 SHA-256 与字数,供核对原文 | passages of a source; SHA-256 and length of '
'each paragraph, so that a copy of the text can be verified';

create table subjects (
    subject_id varchar primary key,
    subject_kind varchar not null check (subject_kind in ('area', 'zone', 'group')),
    name_zh varchar not null,
    name_en varchar not null,
    area_id varchar not null references areas (area_id),
    whole_subject_id varchar,
    benchmark_subject_id varchar,
    note_zh varchar,
    note_en varchar,
    load_id integer references loads (load_id)
);
comment on table subjects is
'统计对象;地区、开发区或开发区分组 | subjects; an area, a zone or a group of zones';

create table subject_members (
    group_subject_id varchar not null references subjects (subject_id),
    breakdown varchar not null check (breakdown in ('zone', 'type', 'level')),
    member_subject_id varchar not null references subjects (subject_id),
    breakdown_part varchar,
    load_id integer references loads (load_id),
    primary key (group_subject_id, breakdown, member_subject_id),
    unique (group_subject_id, breakdown, breakdown_part)
);
comment on table subject_members is
'分组成员;同一分组可按开发区、类别或级别拆分 | members of groups; a group breaks down by '
'zone, by type or by level';

create table zones (
    subject_id varchar primary key references subjects (subject_id),
    official_name_zh varchar,
    zone_type varchar not null
    check (zone_type in ('industrial', 'agricultural', 'ecotourism')),
    zone_level varchar check (zone_level in ('national', 'provincial')),
    level_basis varchar not null
    check (level_basis in ('stated', 'by_name', 'other_source', 'not_stated')),
    host_area_id varchar references areas (area_id),
    host_basis varchar not null
    check (host_basis in ('by_name', 'inferred', 'other_source', 'not_stated')),
    note_zh varchar,
    note_en varchar,
    load_id integer references loads (load_id),
    check ((zone_level is null) = (level_basis = 'not_stated')),
    check ((host_area_id is null) = (host_basis = 'not_stated'))
);
comment on table zones is
'开发区;级别、类别及其依据 | development zones; level and type, each with its basis';

create table subject_aliases (
    subject_id varchar not null references subjects (subject_id),
    alias_zh varchar not null,
    note_zh varchar,
    load_id integer references loads (load_id),
    primary key (subject_id, alias_zh)
);
comment on table subject_aliases is
'别名;统计对象的其他名称,装载时可用 | aliases; other names of subjects, by which loads know them';

create table periods (
    period_id varchar primary key,
    period_kind varchar not null check (
        period_kind in (
            'month', 'quarter', 'half', 'year', 'year_to_date', 'range', 'plan',
            'as_of', 'rounds', 'undated'
        )
    ),
    name_zh varchar not null,
    name_en varchar not null,
    period_start date,
    period_end date,
    round_from integer,
    round_to integer,
    head_period_id varchar,
    tail_period_id varchar,
    date_basis varchar not null check (
        date_basis in (
            'stated', 'context', 'other_source', 'convention', 'not_stated'
        )
    ),
    note_zh varchar,
    note_en varchar,
    load_id integer references loads (load_id),
    check (period_start <= period_end),
    check (round_from <= round_to),
    check ((head_period_id is null) = (tail_period_id is null))
);
comment on table periods is
'时期;起止日期及其依据,可拆为前段与末段 | periods; start, end and how they are known; '
'a period may split into an earlier part (head) and its last part (tail)';

create table indicators (
    indicator_id varchar primary key,
    name_zh varchar not null,
    name_en varchar not null,
    definition_zh varchar not null,
    definition_en varchar not null,
    unit_id varchar not null references units (unit_id),
    indicator_kind varchar not null check (
        indicator_kind in (
            'stock', 'flow', 'ratio', 'share', 'growth', 'difference', 'rank'
        )
    ),
    direction varchar not null check (direction in ('higher', 'lower', 'none')),
    is_additive boolean not null,
    of_indicator_id varchar,
    load_id integer references loads (load_id),
    growth_basis varchar check (
        growth_basis in ('value', 'volume', 'not_comparable')
    ),
    rank_end varchar check (rank_end in ('top', 'bottom')),
    rank_scope varchar check (
        rank_scope in ('country', 'province', 'city', 'group')
    ),
    check (indicator_kind = 'rank' or (rank_end is null and rank_scope is null))
);
comment on table indicators is
'指标;双语名称与定义、单位、性质、方向、可加性 | indicators; bilingual name and definition, '
'unit, kind, direction, additivity';

create table project_sets (
    project_set_id varchar primary key,
    batch_no integer,
    name_zh varchar not null,
    name_en varchar not null,
    projects_indicator_id varchar not null references indicators (indicator_id),
    investment_indicator_id varchar not null references indicators (indicator_id),
    expected_output_indicator_id varchar references indicators (indicator_id),
    actual_output_indicator_id varchar references indicators (indicator_id),
    advanced_indicator_id varchar references indicators (indicator_id),
    rate_indicator_id varchar references indicators (indicator_id)
);
comment on table project_sets is
'项目集合;三个一批、重点项目与新签约项目各用哪些指标 | project sets; which indicators measure '
'the three batches, the key projects and the new signings';

create table metrics (
    metric_id varchar primary key,
    view_name varchar not null,
    column_name varchar not null,
    name_zh varchar not null,
    name_en varchar not null,
    unit_id varchar references units (unit_id),
    formula_zh varchar,
    formula_en varchar,
    printed_indicator_id varchar references indicators (indicator_id),
    unique (view_name, column_name),
    check ((formula_zh is null) = (formula_en is null))
);
comment on table metrics is
'派生指标目录;名称、单位、公式与所在视图 | catalogue of derived metrics; name, unit, formula '
'in words, view and column';

create table identities (
    identity_id varchar primary key,
    identity_kind varchar not null check (
        identity_kind in ('ratio', 'share', 'product', 'sum', 'difference', 'total')
    ),
    indicator_id varchar references indicators (indicator_id),
    metric_id varchar references metrics (metric_id),
    scale integer not null check (scale > 0),
    formula_zh varchar not null,
    formula_en varchar not null,
    note_zh varchar,
    note_en varchar,
    load_id integer references loads (load_id),
    place_subject_id varchar references subjects (subject_id),
    place_source_id varchar references sources (source_id),
    check (indicator_id is not null or metric_id is not null),
    check (identity_kind <> 'total' or indicator_id is not null)
);
comment on table identities is
'恒等式;指标之间应有的数量关系及其适用范围,亦为派生指标之定义 | identities; which indicator, or which '
'derived metric, equals which ratio, share, product, sum or difference of others, and '
'where';

create table identity_terms (
    identity_id varchar not null references identities (identity_id),
    term_no integer not null check (term_no > 0),
    term_role varchar not null
    check (
        term_role in (
            'numerator', 'denominator', 'multiplier', 'divisor', 'plus', 'minus'
        )
    ),
    indicator_id varchar not null references indicators (indicator_id),
    subject_scope varchar not null
    check (
        subject_scope in (
            'same', 'whole', 'whole_of_whole', 'benchmark', 'type', 'level', 'zone'
        )
    ),
    period_scope varchar not null
    check (period_scope in ('same', 'head', 'tail', 'year_ago')),
    load_id integer references loads (load_id),
    term_form varchar not null default 'value'
    check (term_form in ('value', 'fraction', 'growth_factor')),
    primary key (identity_id, term_no)
);
comment on table identity_terms is
'恒等式各项;角色、指标及取自哪个对象与时期 | terms of the identities; role, indicator, and '
'from which subject and period they are taken';

-- No keys on the facts: an index costs 13 times the insert. The view checks verifies
-- uniqueness and references over whole columns, before a build is published.
create table observations (
    source_id varchar not null,
    figure_no integer not null,
    passage_no integer,
    printed varchar not null,
    subject_id varchar not null,
    indicator_id varchar not null,
    period_id varchar not null,
    value decimal(18, 4) check (abs(value) < 1000000000000),
    unit_id varchar not null,
    qualifier varchar not null check (qualifier in ('=', '>=', '>', '<=', '<', '~')),
    decimals integer not null check (decimals between 0 and 4),
    note_zh varchar,
    note_en varchar,
    load_id integer,
    is_in_force boolean,  -- decided, as all that follow
    is_current boolean,
    is_source_current boolean,
    unit_scale double,
    step decimal(6, 5),
    below decimal(6, 5),
    above decimal(6, 5)
);
comment on table observations is
'观测值;每个刊印数字一行,数值为空表示撤销 | observations; one row per printed figure; without a '
'value it takes one back';

create table reference_rows (
    load_id integer not null references loads (load_id),
    table_name varchar not null,
    row_json varchar not null
);
comment on table reference_rows is
'装载的参照行;每次装载所写的对象、指标等,以 JSON 保存 | reference rows; what each load states of '
'subjects, indicators and the like, kept as JSON, also when it is on record already';

create table targets (
    target_id varchar not null,
    source_id varchar not null,
    figure_no integer not null,
    passage_no integer,
    printed varchar not null,
    subject_id varchar not null,
    indicator_id varchar not null,
    period_id varchar not null,
    deadline date,
    value decimal(18, 4) not null check (abs(value) < 1000000000000),
    unit_id varchar not null,
    qualifier varchar not null check (qualifier in ('=', '>=', '>', '<=', '<', '~')),
    decimals integer not null check (decimals between 0 and 4),
    note_zh varchar,
    note_en varchar,
    load_id integer,
    is_in_force boolean,  -- decided, as all that follow
    is_current boolean,
    is_source_current boolean,
    unit_scale double,
    step decimal(6, 5),
    below decimal(6, 5),
    above decimal(6, 5)
);
comment on table targets is
'目标;比较符、目标值、范围与期限 | targets; comparator, value, scope and deadline';

create table excluded_literals (
    source_id varchar not null references sources (source_id),
    passage_no integer not null,
    printed varchar not null,
    mention_count integer not null check (mention_count > 0),
    reason_zh varchar not null,
    reason_en varchar not null,
    primary key (source_id, passage_no, printed)
);
comment on table excluded_literals is
'排除文字;不作为数字收录的日期与名称等,附理由 | excluded literals; numerals and number words '
'that are no figures, such as dates and names, each with its reason';

create table measures (
    measure_id varchar primary key,
    parent_measure_id varchar,
    name_zh varchar not null,
    name_en varchar not null,
    measure_kind varchar not null check (
        measure_kind in (
            'reform', 'mechanism', 'campaign', 'policy', 'team', 'personnel', 'facility'
        )
    ),
    cadence varchar check (cadence in ('monthly', 'quarterly', 'yearly')),
    measure_status varchar not null check (measure_status in ('in_place', 'planned')),
    coverage_indicator_id varchar references indicators (indicator_id),
    note_zh varchar,
    note_en varchar
);
comment on table measures is
'改革与机制;性质、频次及衡量覆盖面的指标 | reforms and mechanisms; kind, cadence, and the '
'indicator that counts the zones covered';

create table measure_adoptions (
    measure_id varchar not null references measures (measure_id),
    subject_id varchar not null references subjects (subject_id),
    source_id varchar not null references sources (source_id),
    passage_no integer not null,
    adoption_status varchar not null
    check (adoption_status in ('adopted', 'partly', 'planned')),
    primary key (measure_id, subject_id, source_id, passage_no),
    foreign key (source_id, passage_no)
    references source_passages (source_id, passage_no)
);
comment on table measure_adoptions is
'措施采用;哪个对象采用、见于哪一段 | measure adoptions; who adopted a measure, and in which '
'passage it stands';

create table application_stages (
    stage_id varchar primary key,
    stage_no integer not null unique,
    name_zh varchar not null,
    name_en varchar not null
);
comment on table application_stages is
'申报阶段;按先后编号 | application stages; numbered in order';

create table applications (
    application_id varchar not null,
    name_zh varchar not null,
    name_en varchar not null,
    area_id varchar not null references areas (area_id),
    stage_id varchar not null references application_stages (stage_id),
    period_id varchar not null references periods (period_id),
    source_id varchar not null references sources (source_id),
    passage_no integer not null,
    note_zh varchar,
    note_en varchar,
    primary key (application_id, period_id),
    foreign key (source_id, passage_no)
    references source_passages (source_id, passage_no)
);
comment on table applications is
'申报;申报中的开发区及所处阶段 | applications; zones under application and the stage reached';

create table projects (
    project_id varchar not null,
    revision integer not null check (revision > 0),
    name_zh varchar not null,
    name_en varchar,
    subject_id varchar not null,
    industry_zh varchar,
    leader_zh varchar,
    planned_investment_cny_100m decimal(18, 8),
    expected_output_cny_100m decimal(18, 8),
    project_status varchar check (
        project_status in ('active', 'withdrawn', 'split', 'merged')
    ),
    valid_from date,
    source_id varchar not null,
    passage_no integer,
    note_zh varchar,
    note_en varchar,
    load_id integer,
    developer_zh varchar,
    content_zh varchar,
    works_state_zh varchar,
    stated_columns varchar
);
comment on table projects is
'项目台账;每次调整另起一行,旧行保留 | project ledger; every revision is a new row, '
'old rows stay';

create table project_events (
    project_id varchar not null,
    event_kind varchar not null check (
        event_kind in (
            'signed', 'started', 'in_production', 'at_capacity', 'withdrawn', 'moved',
            'split'
        )
    ),
    event_date date,
    round_no integer,
    is_void boolean not null default false,
    source_id varchar not null,
    note_zh varchar,
    note_en varchar,
    load_id integer,
    date_precision varchar not null default 'day' check (
        date_precision in ('day', 'month')
    )
);
comment on table project_events is
'项目事件;签约、开工、投产、达产等,附日期与期次 | project events; signed, started, in '
'production, at capacity, with date and round';

create table project_reports (
    project_id varchar not null,
    period_id varchar not null,
    actual_investment_cny_100m decimal(18, 8),
    actual_output_cny_100m decimal(18, 8),
    source_id varchar not null,
    note_zh varchar,
    note_en varchar,
    load_id integer
);
comment on table project_reports is
'项目进度;各期完成投资与产值 | project progress; investment done and output by period';

create table check_rules (
    check_id varchar primary key,
    severity varchar not null check (severity in ('error', 'warning', 'info')),
    rule_zh varchar not null,
    rule_en varchar not null,
    finding_zh varchar,
    finding_en varchar,
    check ((finding_zh is null) = (finding_en is null))
);
comment on table check_rules is
'检查规则;编号、严重程度与规则 | check rules; id, severity and the rule in words';

create table data_dictionary (
    column_name varchar primary key,
    label_zh varchar not null,
    label_en varchar not null,
    description_zh varchar,
    description_en varchar,
    check ((description_zh is null) = (description_en is null))
);
comment on table data_dictionary is
'数据字典;每个列名的唯一含义 | data dictionary; the one meaning of every column name';

create table codes (
    column_name varchar not null,
    code varchar not null,
    code_no integer not null check (code_no > 0),
    name_zh varchar not null,
    name_en varchar not null,
    primary key (column_name, code),
    unique (column_name, code_no)
);
comment on table codes is
'代码表;各列代码的含义 | codes; code lists, what the codes of a column mean';

create table view_dictionary (
    view_name varchar primary key,
    view_layer varchar not null,
    build_order integer not null unique,
    grain_en varchar not null,
    read_objects varchar not null,
    formula_en varchar not null,
    nulls_en varchar not null
);
comment on table view_dictionary is
'视图字典;每个视图的层次、粒度、公式与空值含义 | view dictionary; layer, grain, formula and '
'meaning of NULL of every view';

create table build_info (
    property varchar primary key,
    property_value varchar not null
);
comment on table build_info is
'构建信息;版本与内容指纹 | about this file; versions and content fingerprint';
