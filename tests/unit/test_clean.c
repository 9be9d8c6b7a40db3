#include "config.h"

#include "text/clean.h"
#include "text/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_fits(void **state)
{
	(void)state;
	static const struct {
		const char *pattern, *line;
		bool fits;
	} rows[] = {
		{"advertisement", "advertisement", true},
		{"advertisement", "advertisements", false},
		{"0 min read", "4 min read", true},
		{"0 min read", "four min read", false},
		{"0 min read", "1,200 min read", true},
		{"*reporting by *editing by*", "(reporting by a; editing by b", true},
		{"*ab", "aab", true},
		{"a*b*c", "a-b-b-c", true},
		{"a*b*c", "a-b-b-d", false},
		{"", "", true},
		{"*", "", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (clean_fits(str_of(rows[i].pattern), str_of(rows[i].line)) != rows[i].fits)
			fail_msg("%s on %s", rows[i].pattern, rows[i].line);
}

/* Each line of a page, and whether it is furniture. */
static void test_furniture(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		bool furniture;
	} rows[] = {
		{"Envoys meet in Tashkent", false},
		{"3 minutes, 5 seconds Read", true},
		{"Updated March 3rd, 2019 at 11:20 GMT", true},
		{"Reported by: A Writer", true},
		{"Image: Agency | Image: own", true},
		{"", false},
		{"Two envoys met in Tashkent on Monday.", false},
		{"\xE2\x80\xA2 Also read: Envoys met before, and will again", true},
		{"(With inputs from agency)", true},
		{"(WITH INPUT FROM A DESK)", true},
		{"Advertisement", true},
		{"Advertisement on television is banned from Monday.", false},
		{"Similar\xC2\xA0Posts", true},
		{"Subscribe to our newsletter", true},
		{"\xC2\xA9 2019 The Paper", true},
		{"Updated figures on the harvest were published in June, the ministry said, and they are worse.", false},
		{"A line that was wrapped by a machine at seventy columns and so", false},
		{"Reported by: nobody that this line would name", false},
	};
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		buf_addf(&text, "%s\n", rows[i].line);
	struct clean_words *w = clean_words_open();
	struct arena arena = ARENA_INIT;
	struct span *spans;
	size_t count, at = 0, begin = 0;
	clean_furniture(buf_str(&text), w, &arena, &spans, &count);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t end = begin + strlen(rows[i].line);
		bool found = at < count && spans[at].begin >= begin && spans[at].end <= end;
		if (found != rows[i].furniture)
			fail_msg("%s: %s", rows[i].line, found ? "furniture" : "not furniture");
		at += found;
		begin = end + 1;
	}
	assert_int_equal(at, count);
	arena_free(&arena);
	clean_words_close(w);
	buf_free(&text);
}

static void test_language(void **state)
{
	(void)state;
	static const struct {
		const char *code, *text;
	} rows[] = {
		{"en", "The two ministers met in Tashkent on Monday, and they will meet again in the spring."},
		{"de", "Die beiden Minister trafen sich am Montag in Taschkent und werden sich im Herbst wieder treffen."},
		{"fr", "Les deux ministres se sont rencontrés lundi à Tachkent et ils se reverront au printemps avec leurs experts."},
		{"es", "Los dos ministros se reunieron el lunes en Taskent y volverán a verse en la primavera con sus expertos."},
		{"it", "I due ministri si sono incontrati lunedì a Tashkent e si rivedranno in primavera con gli esperti della regione."},
		{"pt", "Os dois ministros reuniram-se na segunda-feira em Tashkent e não vão voltar a ver-se com os peritos da região."},
		{"nl", "De twee ministers hebben elkaar maandag in Tasjkent gesproken en zijn niet van plan om het te herhalen."},
		{"pl", "Obaj ministrowie spotkali się w poniedziałek w Taszkencie i nie jest to pierwszy raz od roku."},
		{"tr", "İki bakan pazartesi günü bir araya geldi ve bu görüşme için daha sonra da bir tarih verildi."},
		{"ru", "Министры встретились в понедельник в Ташкенте, и это была не первая встреча за год."},
		{"uk", "Міністри зустрілися в понеділок у Ташкенті, і це була не перша зустріч за рік, але не остання."},
		{"zh", "两国部长星期一在塔什干会晤。"},
		{"ja", "両国の大臣は月曜日にタシケントで会談した。"},
		{"ko", "양국 장관은 월요일 타슈켄트에서 만났다."},
		{"ar", "التقى الوزيران يوم الاثنين في طشقند"},
		{"fa", "وزیران دو کشور روز دوشنبه در تاشکند گفتگو کردند"},
		{"he", "השרים נפגשו ביום שני בטשקנט"},
		{"el", "Οι υπουργοί συναντήθηκαν τη Δευτέρα"},
		{"hi", "दोनों मंत्री सोमवार को मिले"},
		{"th", "รัฐมนตรีทั้งสองพบกัน"},
		{"", "Tashkent, Almaty, Dushanbe"},
		{"en", "Exports rose 4 per cent in May, up from 2 per cent a year ago."},
		{"en", "The bridge fell."},
		{"en", "A CUSTOMS BOAT SANK OFF THE COAST"},
		{"", "A U.S. judge frees Ghali's brother"},
		{"en", "On Friday the film \"Les Deux Ponts de la Ville et le Port\" opened in three halls."},
		{"en", "The envoy said: \"Wir haben das nicht so beschlossen, und es ist auch nicht gut.\" Then he left the room."},
		{"", "Erdoğan visits Düsseldorf"},
		{"de", "Die Ministerin trat zurück."},
		{"fr", "Le pont a été fermé."},
		{"hu", "A hidat hétfőn lezárták."},
		{"vi", "Cầu đóng cửa hôm thứ Hai."},
		{"ru", "Мост закрыт."},
		{"ur", "پل بند ہے"},
		{"", ""},
		{"", "2019-03-04 12345"},
	};
	struct language_words *w = language_words_open();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char code[4];
		language_guess(str_of(rows[i].text), w, code);
		if (strcmp(code, rows[i].code))
			fail_msg("%s: \"%s\", not \"%s\"", rows[i].text, code, rows[i].code);
	}
	language_words_close(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_furniture),
		cmocka_unit_test(test_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
