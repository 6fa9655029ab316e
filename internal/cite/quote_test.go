package cite

import (
	"testing"

	"reftel/internal/cable"
)

// TestQuoted: signs at the end of a title and quotation marks in it, within others.
func TestQuoted(t *testing.T) {
	t.Parallel()
	for title, want := range map[string][2]string{
		"Lamps":                                {"“Lamps,”", "“Lamps.”"},
		"Are the lamps lit?":                   {"“Are the lamps lit?,”", "“Are the lamps lit?”"},
		"Mr. Holm to Mr. Dahl,":                {"“Mr. Holm to Mr. Dahl,”", "“Mr. Holm to Mr. Dahl.”"},
		"The lamp says:":                       {"“The lamp says,”", "“The lamp says.”"},
		"Telegram 5 from Oslo, May 1. 2 pp.":   {"“Telegram 5 from Oslo, May 1. 2 pp,”", "“Telegram 5 from Oslo, May 1. 2 pp.”"},
		"Files 611.61/1–2961.":                 {"“Files 611.61/1–2961,”", "“Files 611.61/1–2961.”"},
		"Lamps of the U.S.":                    {"“Lamps of the U.S.,”", "“Lamps of the U.S.”"},
		"Letter from Otto Dahl, Jr.":           {"“Letter from Otto Dahl, Jr.,”", "“Letter from Otto Dahl, Jr.”"},
		`Sign the "Lamp Act"`:                  {"“Sign the ‘Lamp Act,’”", "“Sign the ‘Lamp Act.’”"},
		`The "lamps (and "lanterns")`:          {`“The "lamps (and "lanterns"),”`, `“The "lamps (and "lanterns").”`},
		"The “lamps” (and “lanterns”) of Oslo": {"“The ‘lamps’ (and ‘lanterns’) of Oslo,”", "“The ‘lamps’ (and ‘lanterns’) of Oslo.”"},
		"The keepers’":                         {"“The keepers’,”", "“The keepers’.”"},
	} {
		if got := [2]string{quote(title, ","), quote(title, ".")}; got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	t.Parallel()
	for n, want := range map[string]string{"2": "second", "3": "third", "4": "4th", "11": "11th", "12": "12th", "21": "21st", "32": "32nd", "103": "103rd", "113": "113th"} {
		if got := Ordinal(n); got != want {
			t.Errorf("%s: %s, want %s", n, got, want)
		}
	}
}

// TestHeads: what the head of a printed document tells is not told again behind it.
func TestHeads(t *testing.T) {
	t.Parallel()
	c := lamps()
	c.Edition.Editors = []string{"Ida Holm", "Otto Dahl", "Eva Lund"}
	c.Edition.Name, c.Edition.Number, c.ID = "Papers Relating to the "+c.Edition.Name, "", "frus1931v09-d12-enclosure2"
	c.From, c.Origin, c.To = "keeper of the lamps (Holm)", cable.Post{}, []string{"Department of State"}
	c.Subject = "The keeper of the lamps (Holm) to the Department of State, Oslo, March 8, 1931"
	const in = "Papers Relating to the Foreign Relations of the United States, 1931, Volume IX, Lamps"
	want := []string{
		"“" + c.Subject + ",” in " + in + ", ed. Ida Holm, Otto Dahl, and Eva Lund (Washington: Harbor Press, 1950), Document 12, Enclosure 2.",
		"Keeper of the lamps (Holm). “" + c.Subject + ".” In " + in + ", edited by Ida Holm, Otto Dahl, and Eva Lund, Document 12, Enclosure 2. Washington: Harbor Press, 1950.",
		"Keeper of the lamps (Holm). “" + c.Subject + ".” " + in + ", edited by Ida Holm, Otto Dahl, and Eva Lund, Harbor Press, 1950, document 12, enclosure 2.",
		"Keeper of the lamps (Holm). (1950). " + c.Subject + ". In I. Holm, O. Dahl, & E. Lund (Eds.), " + in + " (Document 12, Enclosure 2). Harbor Press. (Original work dated March 8, 1931)",
		"“" + c.Subject + "”; printed in " + in + ", Document 12, Enclosure 2.",
		"Foreign Relations, 1931, vol. IX, Lamps, Document 12, Enclosure 2.",
	}
	for i, s := range (Work{Cable: c}).Styles() {
		if s.Text != want[i] {
			t.Errorf("%s: %s\nwant %s", s.Name, s.Text, want[i])
		}
	}
}
