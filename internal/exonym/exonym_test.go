package exonym

import "testing"

func TestEnglish(t *testing.T) {
	for in, want := range map[string]string{
		"Griechenland": "Greece", "Alemania": "Germany", "chypre": "Cyprus", "ZYPERN": "Cyprus", "Marruecos": "Morocco", "Argelia": "Algeria", "Túnez": "Tunis", "Japon": "Japan",
		"Russland": "Russia", "Londres": "London", "Den Haag": "The Hague", "Tchécoslovaquie": "Czechoslovakia", "URSS": "Soviet Union", "Estados Unidos": "United States", "Türkei": "Turkey",
		"Chile": "", "Greece": "", "Malta": "", "Maurice": "", "lighthouse": "", "": "",
	} {
		if got := English(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
