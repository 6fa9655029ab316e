package cable_test

import (
	"fmt"

	"reftel/internal/cable"
)

// The id of a cable is read in any way of writing.
func ExampleParseMRN() {
	for _, s := range []string{"09 Mexico 02676", "1975DACCA00292_b", "Mexico 2676"} {
		m, err := cable.ParseMRN(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(m, m.Year, m.Origin, m.Serial, m.PlusD())
	}
	// Output:
	// 09MEXICO2676 2009 MEXICO 2676 2009MEXICO02676
	// 75DACCA292 1975 DACCA 292 1975DACCA00292_b
	// cable: "Mexico 2676" is not a message reference number: it must begin with a year of two or four digits
}

// Numbers in a sentence are found one after the other.
func ExampleFindMRN() {
	text := "see ref A (09 MEXICO 2676) and 08 Port-au-Prince 12"
	for {
		m, ok := cable.FindMRN(text)
		if !ok {
			break
		}
		id, err := cable.ParseMRN(text[m.Start:m.End])
		fmt.Println(id, err)
		text = text[m.End:]
	}
	// Output:
	// 09MEXICO2676 <nil>
	// 08PORTAUPRINCE12 <nil>
}

// Paragraphs get names for links; a link may carry a fingerprint of the text.
func ExampleSetAnchors() {
	ps := []cable.Paragraph{{Text: "A note."}, {Number: 1, Text: "The quay was closed."}, {Number: 1, Text: "It opened again."}}
	cable.SetAnchors(ps)
	for _, p := range ps {
		fmt.Println(p.Anchor + "~" + cable.Fingerprint(p.Text))
	}
	// Output:
	// p1~vm7w
	// par1~i6j6
	// par1.2~3uye
}

// A date is as precise as its source.
func ExampleParseDate() {
	for _, s := range []string{"1974", "1974-05", "1974-05-18T16:05"} {
		d, err := cable.ParseDate(s)
		fmt.Println(d.Long(), d.Key(), err)
	}
	// Output:
	// 1974 19740000 <nil>
	// May 1974 19740500 <nil>
	// 18 May 1974 19740518 <nil>
}
