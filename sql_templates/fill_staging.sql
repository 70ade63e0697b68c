-- Puts the rows of one partition of the source into staging, each row once however often this runs:
-- web pages of the days from @first_day to @last_day, as articles with the topics they carry.
-- Scans gkg_partitioned: twelve columns of the partition @loaded, once. Scans staging: `record` of those days.
{% from "_gkg.sql" import lookup, number, score with context -%}
INSERT INTO {{ dataset }}staging (
  day, record, place, id, seen_at, url, title, story, source, source_country, language,
  tone, positive, negative, polarity, words, body, topics
)
WITH source_rows AS (
  SELECT
    GKGRECORDID AS record,
    SAFE_CAST(REGEXP_REPLACE(CAST(DATE AS STRING), r'^(....)(..)(..)(..)(..)(..)$', r'\1-\2-\3 \4:\5:\6+00') AS TIMESTAMP) AS seen_at,
    TRIM(DocumentIdentifier, ' ') AS url,
    IFNULL(SourceCommonName, '') AS common_name,
    LOWER(IFNULL(Themes, '')) AS themes,
    IFNULL(Locations, '') AS locations,
    LOWER(IFNULL(Persons, '')) AS persons,
    LOWER(IFNULL(Organizations, '')) AS organizations,
    IFNULL(V2Tone, '') AS scores,
    LOWER(IFNULL(AllNames, '')) AS names,
    IFNULL(TranslationInfo, '') AS translation,
    IFNULL(REGEXP_EXTRACT(Extras, r'(?s)<PAGE_TITLE>(.*?)</PAGE_TITLE>'), '') AS page_title
  FROM `gdelt-bq.gdeltv2.gkg_partitioned`
  WHERE _PARTITIONDATE = @loaded
    AND DATE BETWEEN @first_stamp AND @last_stamp
    AND SourceCollectionIdentifier = 1
    AND STARTS_WITH(TRIM(DocumentIdentifier, ' '), 'http')
    AND GKGRECORDID NOT IN (
      -- One NULL in this list would make every record unknown, and nothing would be staged again.
      SELECT record FROM {{ dataset }}staging
      WHERE day BETWEEN @first_day AND @last_day AND record IS NOT NULL
    )
),
-- Titles come with HTML's character references: a title is cut into references and what is between them.
titled AS (
  SELECT
    record, seen_at, url, themes, locations, persons, organizations, scores, names,
    LOWER(IF(common_name <> '', common_name, IFNULL(REGEXP_EXTRACT(url, r'^https?://(?:www\.)?([^/:?#]+)'), ''))) AS source,
    IF(translation = '', 'en',
      IFNULL({{ lookup("languages", "REGEXP_EXTRACT(translation, r'srclc:([a-z]{3})')") }}, '')) AS language,
    TRIM(REGEXP_REPLACE(NORMALIZE(ARRAY_TO_STRING(ARRAY(
      SELECT CASE
        WHEN NOT STARTS_WITH(piece, '&') THEN piece
        WHEN STARTS_WITH(piece, '&#') THEN COALESCE(
          {{ lookup("entities", "CONCAT('#', CAST(code AS STRING))") }},
          CASE
            WHEN code IS NULL OR code > 1114111 OR code BETWEEN 55296 AND 57343 THEN '\ufffd'
            WHEN code BETWEEN 64976 AND 65007 OR MOD(code, 65536) >= 65534 THEN ''
            ELSE CODE_POINTS_TO_STRING([code])
          END)
        ELSE COALESCE(
          {{ lookup("entities", "SUBSTR(piece, 2)") }},
          CONCAT({{ lookup("entities", "REGEXP_EXTRACT(piece, @legacy_entity)") }},
            SUBSTR(piece, 2 + LENGTH(REGEXP_EXTRACT(piece, @legacy_entity)))),
          piece)
      END
      FROM (
        SELECT piece, nth, COALESCE(
          SAFE_CAST(REGEXP_EXTRACT(piece, r'^&#([0-9]+)') AS INT64),
          SAFE_CAST(CONCAT('0x', REGEXP_EXTRACT(piece, r'^&#[xX]([0-9a-fA-F]+)')) AS INT64)) AS code
        FROM UNNEST(REGEXP_EXTRACT_ALL(
          page_title, r'&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)|[^&]+|&')) AS piece WITH OFFSET AS nth
      ) AS pieces
      ORDER BY nth
    ), ''), NFC), r'[\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+', ' '), ' ') AS title
  FROM source_rows
  WHERE seen_at IS NOT NULL
),
parted AS (
  SELECT
    record, seen_at, url, themes, locations, persons, organizations, scores, names, source, language, title,
    before_last,
    REGEXP_REPLACE(source, r'[^a-z0-9]', '') AS source_letters,
    REGEXP_REPLACE(LOWER(REGEXP_EXTRACT(title, r'^(.+?) [-|—–] ')), r'[^a-z0-9]', '') AS first_letters,
    REGEXP_REPLACE(LOWER(SUBSTR(title, LENGTH(before_last) + 4)), r'[^a-z0-9]', '') AS last_letters
  FROM (
    SELECT
      record, seen_at, url, themes, locations, persons, organizations, scores, names, source, language, title,
      -- What stands before the last dash or bar between spaces.
      REPLACE(REGEXP_EXTRACT(
        REGEXP_REPLACE(title, r'( [-|—–] )', '\\1\x1f'), r'^(.+) [-|—–] \x1f[^\x1f]*$'), '\x1f', '') AS before_last
    FROM titled
  ) AS marked
),
worded AS (
  SELECT
    record, seen_at, url, themes, locations, persons, organizations, scores, names, source, language, title,
    REGEXP_REPLACE(source, r'\.example$', '') AS domain,
    -- The title without the outlet's name: its first part where the domain spells it, else its last, where the
    -- domain spells it or it is the shorter side.
    NORMALIZE_AND_CASEFOLD(CASE
      WHEN before_last IS NULL THEN title
      WHEN LENGTH(first_letters) >= 4 AND STRPOS(source_letters, first_letters) > 0
        THEN SUBSTR(title, LENGTH(REGEXP_EXTRACT(title, r'^.+? [-|—–] ')) + 1)
      WHEN LENGTH(title) - LENGTH(before_last) - 3 < LENGTH(before_last) THEN before_last
      WHEN LENGTH(last_letters) >= 4 AND STRPOS(source_letters, last_letters) > 0 THEN before_last
      ELSE title END, NFC) AS story_title,
    ARRAY(
      SELECT REGEXP_REPLACE(word, r"'s$", '')
      FROM UNNEST(REGEXP_EXTRACT_ALL(
        REGEXP_REPLACE(REPLACE(NORMALIZE(LOWER(title), NFC), '’', "'"), @sign, r' \1 '), @word)) AS word WITH OFFSET AS nth
      ORDER BY nth
    ) AS title_words
  FROM parted
),
-- The countries of sites by their domains, of which the last two or three parts are looked for as well.
sites AS (
  SELECT SPLIT(pair, '=')[OFFSET(0)] AS site, SPLIT(pair, '=')[OFFSET(1)] AS iso FROM UNNEST(SPLIT(@sources, '\n')) AS pair
),
numbered AS (
  SELECT
    record, seen_at, url, themes, locations, persons, organizations, scores, names, source, language, title,
    domain, title_words,
    DATE(seen_at) AS day,
    TO_HEX(MD5(CONCAT(CAST(DATE(seen_at) AS STRING), ' ', url))) AS page,
    TO_HEX(MD5(CONCAT(language, ' ', IF(story_title <> '', story_title, scores)))) AS same_story,
    TO_HEX(MD5(CONCAT(source, ' ', scores))) AS same_body
  FROM worded
)
SELECT
  day,
  record,
  IFNULL(SAFE_CAST(REGEXP_EXTRACT(record, r'([0-9]+)$') AS INT64), 0)
    + IF(REGEXP_CONTAINS(record, r'-T[0-9]+$'), 1000000000, 0) AS place,
  {{ number("page") }} AS id,
  seen_at,
  url,
  title,
  {{ number("same_story") }} AS story,
  source,
  COALESCE(
    whole.iso, last_three.iso, last_two.iso,
    {{ lookup("country_domains", "IF(REGEXP_CONTAINS(domain, r'\\.(?:com|co|net|org|gov|edu)\\.[^.]*$'),
      CONCAT('co.', REGEXP_EXTRACT(domain, r'([^.]*)$')), REGEXP_EXTRACT(domain, r'([^.]*)$'))") }},
    '') AS source_country,
  language,
  {{ score(0) }} AS tone,
  {{ score(1) }} AS positive,
  {{ score(2) }} AS negative,
  {{ score(3) }} AS polarity,
  SAFE_CAST(SPLIT(scores, ',')[SAFE_OFFSET(6)] AS INT64) AS words,
  {{ number("same_body") }} AS body,
  ARRAY(
    SELECT DISTINCT AS STRUCT kind, TRIM(topic, ' ') AS topic
    FROM (
      SELECT 'theme' AS kind, topic FROM UNNEST(SPLIT(themes, ';')) AS topic
      UNION ALL SELECT 'person', topic FROM UNNEST(SPLIT(persons, ';')) AS topic
      UNION ALL SELECT 'organization', topic FROM UNNEST(SPLIT(organizations, ';')) AS topic
      UNION ALL SELECT 'name', REGEXP_REPLACE(topic, r',[0-9]+$', '') FROM UNNEST(SPLIT(names, ';')) AS topic
      UNION ALL SELECT 'title', topic FROM UNNEST(title_words) AS topic
      UNION ALL SELECT 'title', CONCAT(title_words[OFFSET(i)], ' ', title_words[OFFSET(i + 1)])
        FROM UNNEST(GENERATE_ARRAY(0, ARRAY_LENGTH(title_words) - 2)) AS i
      UNION ALL SELECT 'place', LOWER(SPLIT(location, '#')[SAFE_OFFSET(1)])
        FROM UNNEST(SPLIT(locations, ';')) AS location
      UNION ALL SELECT 'place', LOWER(SPLIT(SPLIT(location, '#')[SAFE_OFFSET(1)], ',')[SAFE_OFFSET(0)])
        FROM UNNEST(SPLIT(locations, ';')) AS location
      UNION ALL SELECT 'place', {{ lookup("countries", "SPLIT(location, '#')[SAFE_OFFSET(2)]") }}
        FROM UNNEST(SPLIT(locations, ';')) AS location
    ) AS carried
    WHERE TRIM(topic, ' ') <> ''
  ) AS topics
FROM numbered
LEFT JOIN sites AS whole ON whole.site = domain
LEFT JOIN sites AS last_three ON last_three.site = REGEXP_EXTRACT(domain, r'([^.]+\.[^.]+\.[^.]+)$')
LEFT JOIN sites AS last_two ON last_two.site = REGEXP_EXTRACT(domain, r'([^.]+\.[^.]+)$')
