# plot: figures of growth as small plots, one a panel, both axes logarithmic.
#
#     awk -f plot.awk growth.tsv >growth.svg
#
# A line of growth.tsv has the panel, the series, the number of articles and the figure, parted by tabs.
BEGIN {
	FS = "\t"
	W = 420; H = 260            # of a panel
	L = 60; R = 130; T = 34; B = 36
	split("#0b6e99 #c2410c #4d7c0f #7e22ce #a16207 #475569", COLOURS, " ")
	colour_of["dateline"] = used = 1 # one name, one colour, in every panel
}

$4 > 0 {
	if (!($1 in panel_of)) {
		panel_of[$1] = ++panels
		panel[panels] = $1
	}
	p = panel_of[$1]
	if (!((p, $2) in series_of)) {
		series_of[p, $2] = ++count[p]
		series[p, count[p]] = $2
	}
	s = series_of[p, $2]
	n = ++points[p, s]
	x[p, s, n] = $3; y[p, s, n] = $4
	if (!(p in low) || $4 < low[p]) low[p] = $4
	if (!(p in high) || $4 > high[p]) high[p] = $4
	if (!least || $3 < least) least = $3
	if ($3 > most) most = $3
}

function log10(v) { return log(v) / log(10) }
function floor(v, i) { i = int(v); return i > v ? i - 1 : i }
function ceil(v) { return -floor(-v) }
function at_x(v) { return L + (W - L - R) * (x1 > x0 ? (log10(v) - x0) / (x1 - x0) : 0.5) }
function at_y(v) { return H - B - (H - T - B) * (log10(v) - y0) / (y1 - y0) }
function text(px, py, anchor, words) {
	gsub(/&/, "\\&amp;", words); gsub(/</, "\\&lt;", words)
	printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", px, py, anchor, words
}
function line(ax, ay, bx, by, colour, width) {
	printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%s\"/>\n", ax, ay, bx, by, colour, width
}
function number(v) { return v >= 1e6 ? v / 1e6 "M" : v >= 1000 ? v / 1000 "k" : v "" }

END {
	if (!panels)
		exit
	columns = panels > 1 ? 2 : 1
	rows = ceil(panels / columns)
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">\n", W * columns, H * rows
	print "<title>How dateline and its peers grow with the number of articles</title>"
	print "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
	x0 = floor(log10(least)); x1 = ceil(log10(most))
	for (p = 1; p <= panels; p++) {
		y0 = floor(log10(low[p])); y1 = ceil(log10(high[p]))
		if (y1 == y0) y1++
		printf "<g transform=\"translate(%d,%d)\">\n", (p - 1) % columns * W, int((p - 1) / columns) * H
		printf "<text x=\"%d\" y=\"18\" font-size=\"13\" font-weight=\"bold\">%s</text>\n", L, panel[p]
		for (e = x0; e <= x1; e++) {
			line(at_x(10 ^ e), T, at_x(10 ^ e), H - B, "#e5e7eb", 1)
			text(at_x(10 ^ e), H - B + 15, "middle", number(10 ^ e))
		}
		for (e = y0; e <= y1; e++) {
			line(L, at_y(10 ^ e), W - R, at_y(10 ^ e), "#e5e7eb", 1)
			text(L - 6, at_y(10 ^ e) + 4, "end", number(10 ^ e))
		}
		text((L + W - R) / 2, H - 6, "middle", "articles")
		for (s = 1; s <= count[p]; s++) {
			if (!(series[p, s] in colour_of))
				colour_of[series[p, s]] = used++ % 6 + 1
			colour = COLOURS[colour_of[series[p, s]]]
			printf "<g fill=\"%s\">\n", colour
			for (n = 1; n <= points[p, s]; n++) {
				if (n > 1)
					line(at_x(x[p, s, n - 1]), at_y(y[p, s, n - 1]), at_x(x[p, s, n]), at_y(y[p, s, n]), colour, 1.5)
				printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>\n", at_x(x[p, s, n]), at_y(y[p, s, n])
			}
			printf "<rect x=\"%d\" y=\"%d\" width=\"9\" height=\"9\"/>\n", W - R + 10, T + 16 * s - 9
			text(W - R + 24, T + 16 * s, "start", series[p, s])
			print "</g>"
		}
		print "</g>"
	}
	print "</svg>"
}
