-- schema: what a corpus file holds; store.c says its application_id and user_version.
--
-- Articles and what was found in them are the truth; the rows, `word_segment`, `source` and `total` can be
-- made again from them. What is read together lies together: the text in blocks that a scan reads at the
-- speed of memory, an article's findings in one packed value (found.h), the fields that every query filters
-- by in packed columns (rows.c). A row a date or a place would be twice the size of the text.
-- An event has no table: its row id is (article << 24) + its index in the article's findings.

CREATE TABLE article (
	id INTEGER PRIMARY KEY,           -- consecutive from 1
	digest BLOB NOT NULL,             -- the first 80 bits of the text's SHA-256
	block INTEGER NOT NULL,           -- where the text is: its (id - block.first)th part
	title TEXT NOT NULL,
	source INTEGER NOT NULL,          -- name, 0 for none
	site INTEGER NOT NULL,            -- name: what the url begins with, as those beside it do
	url TEXT NOT NULL,                -- the rest of it
	given_id TEXT NOT NULL,
	folder INTEGER NOT NULL,          -- name: the same of the path
	path TEXT NOT NULL,
	reader INTEGER NOT NULL,          -- name
	published_from INTEGER,           -- days since 1970-01-01; NULL: unknown
	published_to INTEGER,
	published_precision INTEGER NOT NULL,
	published_basis INTEGER NOT NULL,
	published_begin INTEGER NOT NULL, -- the words that tell it, bytes of the text
	published_end INTEGER NOT NULL,
	published_evidence TEXT NOT NULL,
	language TEXT NOT NULL,
	repaired INTEGER NOT NULL,        -- bad UTF-8 sequences replaced when it was read
	ingested INTEGER NOT NULL,        -- seconds since 1970-01-01 UTC
	found BLOB NOT NULL               -- furniture, dates, places, events: found.h
) STRICT;
CREATE UNIQUE INDEX article_digest ON article (digest);
CREATE INDEX article_given ON article (substr(given_id, -8)) WHERE given_id <> ''; -- given.c

-- Other ids under which an article came: its text was known. given.c
CREATE TABLE alias (
	article INTEGER NOT NULL,
	given_id TEXT NOT NULL,
	source INTEGER NOT NULL,          -- name
	folder INTEGER NOT NULL,          -- name
	path TEXT NOT NULL,
	PRIMARY KEY (article, given_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_given ON alias (given_id);

-- The bytes as read, where the text differs from them.
CREATE TABLE original (
	article INTEGER PRIMARY KEY,
	bytes BLOB NOT NULL
) STRICT;

-- The texts of consecutive articles, about 1 MiB together.
CREATE TABLE block (
	id INTEGER PRIMARY KEY,           -- consecutive from 1
	first INTEGER NOT NULL,           -- article of the first text
	ends BLOB NOT NULL,               -- where each text ends: 32 bits each, little-endian
	text BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX block_first ON block (first);

-- The list rows in order of time: rows_segment.c. A segment serves consecutive articles; its columns are in
-- parts of 65,536 rows (id: segment << 16 | part), all numbers little-endian.
CREATE TABLE row_segment (
	id INTEGER PRIMARY KEY,
	first INTEGER NOT NULL,           -- article
	last INTEGER NOT NULL,
	count INTEGER NOT NULL,           -- rows
	countries BLOB NOT NULL,          -- rows that name each country: code 16 bits, count 32 bits
	runs BLOB NOT NULL,               -- rows of one interval: first day, last day, where they end; 32 bits each
	lists BLOB NOT NULL,              -- lists of countries: how many, then their codes; 16 bits each
	sources BLOB NOT NULL             -- of each article, 32 bits
) STRICT;
CREATE TABLE row_part (
	id INTEGER PRIMARY KEY,
	packed BLOB NOT NULL              -- articles, events, traits, lists of countries; 32 bits each
) STRICT;
-- Links that events gained after their segment was written: article, event, how many; 32 bits each.
CREATE TABLE row_link (
	id INTEGER PRIMARY KEY,
	packed BLOB NOT NULL
) STRICT;

-- Words that come again and again: rules, places, sources, readers. Findings name them by number.
CREATE TABLE name (
	id INTEGER PRIMARY KEY,           -- consecutive from 1
	text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE source (
	name INTEGER PRIMARY KEY,
	articles INTEGER NOT NULL
) STRICT;

-- One row of sums, kept with every commit.
CREATE TABLE total (
	articles INTEGER NOT NULL,
	events INTEGER NOT NULL,
	dated INTEGER NOT NULL,
	text_bytes INTEGER NOT NULL,
	first_day INTEGER,
	last_day INTEGER
) STRICT;
INSERT INTO total VALUES (0, 0, 0, 0, NULL, NULL);

-- Links between events: links.c. The second index serves the way back.
CREATE TABLE link (
	origin INTEGER NOT NULL,
	target INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	score INTEGER NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (origin, kind, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_target ON link (target, kind, origin);

-- Which events share a key that the linker made (src/link/link.h): keys.c, keys_page.c. A page's id is its run and
-- first key.
CREATE TABLE link_run (
	id INTEGER PRIMARY KEY,           -- rising with age
	entries INTEGER NOT NULL
) STRICT;
CREATE TABLE link_page (
	id INTEGER PRIMARY KEY,
	entries BLOB NOT NULL
) STRICT;

-- The reports of each series of meetings and the like: linking.c. rank chooses the best of one occurrence.
CREATE TABLE link_series (
	key INTEGER NOT NULL,
	event INTEGER NOT NULL,
	day_from INTEGER NOT NULL,
	day_to INTEGER NOT NULL,
	precision INTEGER NOT NULL,
	rank INTEGER NOT NULL,
	name INTEGER NOT NULL,
	PRIMARY KEY (key, event)
) STRICT, WITHOUT ROWID;

-- How far linking has come: one row. words is the linker's snapshot of how rare words are.
CREATE TABLE link_state (
	articles INTEGER NOT NULL,        -- 1 .. articles are linked
	words BLOB NOT NULL
) STRICT;
INSERT INTO link_state VALUES (0, x'');

-- The word index: words.c. A segment serves consecutive articles; articles after the last of a scope are not in it.
-- Its vocabulary is in parts of some thousand words (id: segment << 32 | part), so that a look-up reads one of them,
-- its lists are one row of bytes cut in pieces (id: segment << 32 | piece).
CREATE TABLE word_segment (
	id INTEGER PRIMARY KEY,
	first INTEGER NOT NULL,           -- article
	last INTEGER NOT NULL,
	scope INTEGER NOT NULL,           -- 0 the texts, 1 titles and headlines
	size INTEGER NOT NULL,            -- bytes of its parts, pieces and grams
	keys BLOB NOT NULL,               -- the key of each part's first word, a line feed after each
	grams BLOB NOT NULL               -- of each part, which letters stand side by side: words_grams.c
) STRICT;
CREATE TABLE word_part (
	id INTEGER PRIMARY KEY,
	words BLOB NOT NULL,              -- sorted by key, a line feed after each word
	counts BLOB NOT NULL,             -- of each: how many articles; of texts, the bytes of its places
	begin INTEGER NOT NULL            -- of the first word's list, in the bytes of all pieces
) STRICT;
CREATE TABLE word_piece (
	id INTEGER PRIMARY KEY,
	lists BLOB NOT NULL               -- of each word: its articles, its places; words_list.c
) STRICT;
