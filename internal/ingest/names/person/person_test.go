package person

import "testing"

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"Henry A. Kissinger":           "henry a kissinger",
		"KISSINGER, HENRY A.":          "henry a kissinger",
		"H.A. Kissinger":               "h a kissinger",
		"H. A. Kissinger":              "h a kissinger",
		"Jean-Paul Ruiz":               "jean paul ruiz",
		"José López Portillo":          "jose lopez portillo",
		"López Portillo, José":         "jose lopez portillo",
		"Lodge, Henry Cabot, Jr.":      "henry cabot lodge, jr",
		"Henry Cabot Lodge Jr.":        "henry cabot lodge, jr",
		"Lodge Jr., Henry Cabot":       "henry cabot lodge, jr",
		"Adlai Stevenson III":          "adlai stevenson, iii",
		"Anwar el-Sadat":               "anwar sadat",
		"al-Sadat":                     "al sadat",
		"Mrs. John Holm":               "mrs. john holm",
		"Sean O’Rourke":                "sean orourke",
		"L.B.J.":                       "l b j",
		"J3. 4th. . Holm..":            "j3 4th holm",
		"Holm@Berg [X] É.":             "holm berg x e",
		"Wm. Rogers":                   "william rogers",
		"Holm":                         "holm",
		"L. B. Holm, Acting Secretary": "l b holm",
		"HOLM, Consular Agent":         "holm",
		"Holm, Lars, Captain, USN":     "lars holm",
		"L. Holm, Nils A. Berg":        "l holm nils a berg",
		"Holm, Lars, Jr., Colonel":     "lars holm, jr",
		"":                             "",
		", ,":                          "",
		"Eisenhower, Gen. Dwight D.":   "gen dwight d eisenhower",
	} {
		if got := Parse(in).Key(); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestStraight(t *testing.T) {
	for in, want := range map[string]string{
		"Kissinger, Henry A.": "Henry A. Kissinger", "Henry Cabot Lodge, Jr.": "Henry Cabot Lodge, Jr.", "Lodge, Henry Cabot, Jr.": "Lodge, Henry Cabot, Jr.",
		"Lars Holm, Captain": "Lars Holm", "L. Holm, Nils A. Berg": "L. Holm, Nils A. Berg", ", Holm": ", Holm", "": "",
	} {
		if got := Straight(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	words := map[Relation]string{Apart: "apart", Maybe: "maybe", Fits: "fits"}
	for _, c := range []struct {
		a, b string
		want Relation
	}{
		{"Henry A. Kissinger", "Henry Kissinger", Fits},
		{"H. A. Kissinger", "Henry A. Kissinger", Fits},
		{"Henry A. Kissinger", "Henry Alfred Kissinger", Fits},
		{"H. Kissinger", "Henry Kissinger", Maybe},
		{"Kissinger", "Henry Kissinger", Maybe},
		{"H. A. Kissinger", "Henry Kissinger", Maybe},
		{"Averell Harriman", "W. Averell Harriman", Fits},
		{"William Averell Harriman", "W. Averell Harriman", Fits},
		{"William Averell Harriman", "Averell Harriman", Maybe},
		{"Wm. P. Rogers", "William P. Rogers", Fits},
		{"William D. Rogers", "William P. Rogers", Apart},
		{"George W. Bush", "George H. W. Bush", Apart},
		{"Carlos Perez", "Carlos Andres Perez", Maybe},
		{"Henry Cabot Lodge", "Henry Cabot Lodge, Jr.", Maybe},
		{"Adlai Stevenson, Jr.", "Adlai Stevenson III", Apart},
		{"John Holm", "Lars Holm", Apart},
		{"John Holm", "Mrs. John Holm", Apart},
		{"John Holm", "John Holt", Apart},
		{"J. Foster Dulles", "John F. Dulles", Maybe},
		{"", "", Apart},
	} {
		if got := Compare(Parse(c.a), Parse(c.b)); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.a, c.b, words[got], words[c.want])
		}
		if got := Compare(Parse(c.b), Parse(c.a)); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.b, c.a, words[got], words[c.want])
		}
	}
}

func TestEnds(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{
		{"Kissinger", "Henry A. Kissinger", true}, {"Lopez Portillo", "José López Portillo", true},
		{"Portillo", "José López Portillo", true}, {"Henry", "Henry Kissinger", false},
		{"Henry Kissinger", "Henry Kissinger", false}, {"Lodge", "Henry Cabot Lodge, Jr.", true}, {"Holm", "Mrs. John Holm", false},
	} {
		if got := Ends(Parse(c.short), Parse(c.long)); got != c.want {
			t.Errorf("%s of %s: %v", c.short, c.long, got)
		}
	}
}
