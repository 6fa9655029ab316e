// Package exonym knows what countries and great cities are called in the other
// languages of the pages: Griechenland, Alemania, Londres. Readers type them, and the
// cables have them in English. It reads a text and touches nothing else.
package exonym

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"reftel/internal/cable"
)

// English is the name in English of a country or a city that a text names in German,
// Spanish, French or Portuguese; "" where the text is no such name, or the English one.
func English(text string) string { return names()[cable.NameKey(text)] }

// cities, and states that are gone, by their English names.
const cities = `Algiers: Algier, Argel, Alger, Argélia Argel|Athens: Athen, Atenas, Athènes|Basel: Bâle, Basilea|Beijing: Pékin, Pekin, Pequín, Pequim|Belgrade: Belgrad, Belgrado|Berne: Bern, Berna|
Brussels: Brüssel, Bruselas, Bruxelles, Bruxelas|Bucharest: Bukarest, Bucarest, Bucareste|Budapest: Budapeste|Cairo: Kairo, El Cairo, Le Caire|Cologne: Köln, Colonia|Copenhagen: Kopenhagen, Copenhague, København|
Damascus: Damaskus, Damasco, Damas|Dublin: Dublín|Edinburgh: Édimbourg, Edimburgo|Florence: Florenz, Florencia, Florença|Geneva: Genf, Ginebra, Genève, Genebra|Genoa: Genua, Génova, Gênes|Havana: Havanna, La Habana, La Havane|
Istanbul: Estambul, Istambul|Jakarta: Yakarta, Jacarta|Jerusalem: Jerusalén, Jérusalem|Lisbon: Lissabon, Lisboa, Lisbonne|London: Londres|Marseille: Marsella, Marselha|Mexico City: Mexiko-Stadt, Ciudad de México, Cidade do México|
Milan: Mailand, Milán, Milano|Moscow: Moskau, Moscú, Moscou, Moscovo|Munich: München, Múnich, Munique|Naples: Neapel, Nápoles, Napoli|New York: Nueva York, Nova Iorque|Nicosia: Nikosia, Nicosie, Lefkosia, Lefkoşa|Nuremberg: Nürnberg, Núremberg|
Paris: París|Prague: Prag, Praga|Pretoria: Prétoria|Rome: Rom, Roma|Sevilla: Séville, Sevilha|Sofia: Sofía|St. Petersburg: Sankt Petersburg, San Petersburgo, Saint-Pétersbourg, São Petersburgo|Stockholm: Estocolmo|Tehran: Teheran, Teherán, Téhéran, Teerã|
The Hague: Den Haag, La Haya, La Haye, Haia|Tokyo: Tokio, Tóquio|Trieste: Triest|Tripoli: Tripolis, Trípoli|Tunis: Túnez|Turin: Torino, Turín|Venice: Venedig, Venecia, Venise, Veneza|Vienna: Wien, Viena, Vienne|Warsaw: Warschau, Varsovia, Varsovie, Varsóvia|
Zurich: Zürich, Zúrich, Zurique|Crete: Kreta, Creta, Crète|Okinawa: Ocinava|Sakhalin: Sachalin, Sajalín, Sakhaline|Siberia: Sibirien, Sibérie, Sibéria|Manchuria: Mandschurei, Mandchourie, Manchúria|Taiwan: Formose|Western Sahara: Westsahara|
Soviet Union: Sowjetunion, Unión Soviética, Union soviétique, União Soviética, URSS, UdSSR|Czechoslovakia: Tschechoslowakei, Checoslovaquia, Tchécoslovaquie, Checoslováquia|Yugoslavia: Jugoslawien, Yougoslavie, Jugoslávia|
East Germany: DDR, Ostdeutschland, Alemania Oriental, RDA|West Germany: BRD, Westdeutschland, Alemania Occidental, RFA|Prussia: Preußen, Prusia, Prusse, Prússia|Ottoman Empire: Osmanisches Reich, Imperio otomano, Empire ottoman, Império Otomano|
Great Britain: Großbritannien, Gran Bretaña, Grande-Bretagne, Grã-Bretanha|England: Inglaterra, Angleterre|Scotland: Schottland, Escocia, Écosse, Escócia|United States: Estados Unidos, États-Unis, Vereinigte Staaten, EE.UU.|Burma: Birmanie, Birmania, Birmânia, Birma|
Persia: Persien, Perse|Siam: Sião|Congo-Kinshasa: Zaïre|Vatican: Vatikan, Vaticano`

// names are the English names by the keys of the others. Countries are as the Common
// Locale Data Repository names them; what is said by hand goes before it.
var names = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	add := func(name, english string) {
		key := cable.NameKey(name)
		if _, known := out[key]; !known && key != cable.NameKey(english) {
			out[key] = english
		}
	}
	for row := range strings.SplitSeq(strings.ReplaceAll(cities, "\n", ""), "|") {
		english, others, _ := strings.Cut(row, ": ")
		for name := range strings.SplitSeq(others, ", ") {
			add(name, english)
		}
	}
	inEnglish := display.English.Regions()
	var countries []language.Region
	english := map[string]bool{}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if r, err := language.ParseRegion(string([]rune{a, b})); err == nil && r.IsCountry() && inEnglish.Name(r) != "" {
				countries = append(countries, r)
				english[cable.NameKey(plain(inEnglish.Name(r)))] = true
			}
		}
	}
	for _, tag := range []language.Tag{language.German, language.Spanish, language.French, language.Portuguese, language.EuropeanPortuguese} {
		in := display.Regions(tag)
		for _, r := range countries {
			if name := plain(in.Name(r)); !english[cable.NameKey(name)] && name != givenName {
				add(name, plain(inEnglish.Name(r)))
			}
		}
	}
	return out
})

// givenName is a country in French and a man everywhere else.
const givenName = "Maurice"

// plain is a name without what stands in brackets behind it: Myanmar (Burma).
func plain(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return name
}
