// Generated from geo/words by web/scripts/words.py; do not edit.
export const codeLists = {
  "unit_status": {
    "vacant": {
      "de": "leer",
      "en": "vacant"
    },
    "available_soon": {
      "de": "bald frei",
      "en": "available soon"
    },
    "interim": {
      "de": "Zwischennutzung",
      "en": "interim use"
    },
    "occupied": {
      "de": "belegt",
      "en": "occupied"
    },
    "unknown": {
      "de": "unbekannt",
      "en": "unknown"
    }
  },
  "period_kind": {
    "occupancy": {
      "de": "Belegung",
      "en": "occupancy"
    },
    "vacancy": {
      "de": "Leerstand",
      "en": "vacancy"
    },
    "unknown": {
      "de": "unbekannt",
      "en": "unknown"
    }
  },
  "occupancy_kind": {
    "regular": {
      "de": "regulär",
      "en": "regular"
    },
    "interim": {
      "de": "Zwischennutzung",
      "en": "interim use"
    },
    "popup": {
      "de": "Pop-up",
      "en": "pop-up"
    }
  },
  "notice_kind": {
    "closure_announced": {
      "de": "Schließung angekündigt",
      "en": "closure announced"
    },
    "refurbishment": {
      "de": "Umbau angekündigt",
      "en": "refurbishment announced"
    },
    "demolition_planned": {
      "de": "Abriss geplant",
      "en": "demolition planned"
    }
  },
  "unit_use": {
    "retail": {
      "de": "Einzelhandel",
      "en": "retail"
    },
    "gastronomy": {
      "de": "Gastronomie",
      "en": "gastronomy"
    },
    "service": {
      "de": "Dienstleistung",
      "en": "services"
    },
    "health": {
      "de": "Praxis und Gesundheit",
      "en": "practice and health"
    },
    "office": {
      "de": "Büro",
      "en": "office"
    },
    "craft": {
      "de": "Handwerk und Werkstatt",
      "en": "craft and workshop"
    },
    "storage": {
      "de": "Lager und Logistik",
      "en": "storage and logistics"
    },
    "production": {
      "de": "Produktion",
      "en": "production"
    },
    "culture": {
      "de": "Kultur und Kreativwirtschaft",
      "en": "culture and creative industries"
    },
    "hotel": {
      "de": "Beherbergung",
      "en": "accommodation"
    },
    "unknown": {
      "de": "unbekannt",
      "en": "unknown"
    }
  },
  "branch": {
    "food": {
      "de": "Lebensmittel",
      "en": "food"
    },
    "discounter": {
      "de": "Discounter",
      "en": "discounter"
    },
    "supermarket": {
      "de": "Supermarkt",
      "en": "supermarket"
    },
    "drugstore": {
      "de": "Drogeriemarkt",
      "en": "drugstore"
    },
    "pharmacy": {
      "de": "Apotheke",
      "en": "pharmacy"
    },
    "clothing": {
      "de": "Bekleidung",
      "en": "clothing"
    },
    "shoes": {
      "de": "Schuhe und Lederwaren",
      "en": "shoes and leather goods"
    },
    "sport": {
      "de": "Sport",
      "en": "sport"
    },
    "books": {
      "de": "Bücher und Schreibwaren",
      "en": "books and stationery"
    },
    "toys": {
      "de": "Spielwaren",
      "en": "toys"
    },
    "electronics": {
      "de": "Elektronik",
      "en": "electronics"
    },
    "optics": {
      "de": "Optik und Hörakustik",
      "en": "optics and hearing aids"
    },
    "jewellery": {
      "de": "Uhren und Schmuck",
      "en": "watches and jewellery"
    },
    "furniture": {
      "de": "Möbel und Einrichtung",
      "en": "furniture and furnishings"
    },
    "diy": {
      "de": "Bau- und Heimwerkerbedarf",
      "en": "DIY"
    },
    "garden": {
      "de": "Garten und Blumen",
      "en": "garden and flowers"
    },
    "pets": {
      "de": "Zoobedarf",
      "en": "pet supplies"
    },
    "bicycle": {
      "de": "Fahrräder",
      "en": "bicycles"
    },
    "vehicles": {
      "de": "Kraftfahrzeuge",
      "en": "motor vehicles"
    },
    "department_store": {
      "de": "Kauf- und Warenhaus",
      "en": "department store"
    },
    "other_retail": {
      "de": "sonstiger Einzelhandel",
      "en": "other retail"
    },
    "restaurant": {
      "de": "Restaurant",
      "en": "restaurant"
    },
    "cafe": {
      "de": "Café und Imbiss",
      "en": "café and snack bar"
    },
    "bar": {
      "de": "Bar und Kneipe",
      "en": "bar and pub"
    },
    "personal_service": {
      "de": "Friseur und Kosmetik",
      "en": "hairdresser and beauty"
    },
    "repair": {
      "de": "Reinigung und Reparatur",
      "en": "cleaning and repair"
    },
    "finance": {
      "de": "Bank und Versicherung",
      "en": "bank and insurance"
    },
    "travel": {
      "de": "Reisebüro",
      "en": "travel agency"
    },
    "gambling": {
      "de": "Spielhalle und Wettbüro",
      "en": "gambling"
    },
    "leisure": {
      "de": "Freizeit",
      "en": "leisure"
    },
    "other_service": {
      "de": "sonstige Dienstleistung",
      "en": "other services"
    }
  },
  "area_standard": {
    "sales_area": {
      "de": "Verkaufsfläche (VKF)",
      "en": "sales area (VKF)"
    },
    "mf_gif_2023": {
      "de": "Mietfläche MF-GIF 2023",
      "en": "rentable area MF-GIF 2023"
    },
    "mfg_2017": {
      "de": "Mietfläche MFG 2017",
      "en": "rentable area MFG 2017"
    },
    "mf_g_2012": {
      "de": "Mietfläche MF/G 2012",
      "en": "rentable area MF/G 2012"
    },
    "gross_floor": {
      "de": "Bruttogrundfläche (BGF)",
      "en": "gross floor area (BGF)"
    },
    "usable": {
      "de": "Nutzungsfläche (NUF)",
      "en": "usable area (NUF)"
    },
    "net_room": {
      "de": "Nettoraumfläche (NRF)",
      "en": "net room area (NRF)"
    },
    "storey_area": {
      "de": "Geschossfläche (GF)",
      "en": "storey area (GF)"
    },
    "unstated": {
      "de": "ohne Angabe des Standards",
      "en": "standard not stated"
    }
  },
  "district_kind": {
    "city_district": {
      "de": "Stadtbezirk",
      "en": "city district"
    },
    "locality": {
      "de": "Ortschaft",
      "en": "locality"
    },
    "quarter": {
      "de": "Stadtteil",
      "en": "quarter"
    },
    "statistical_area": {
      "de": "statistischer Bezirk",
      "en": "statistical area"
    },
    "planning_area": {
      "de": "Stadtraum",
      "en": "planning area"
    }
  },
  "centre_level": {
    "city_centre": {
      "de": "Stadtzentrum Innenstadt",
      "en": "city centre"
    },
    "district_centre": {
      "de": "Ortsteilzentrum",
      "en": "district centre"
    },
    "neighbourhood_centre": {
      "de": "wohnnahes Zentrum",
      "en": "neighbourhood centre"
    },
    "retail_complex": {
      "de": "komplexer Einzelhandelsstandort",
      "en": "complex retail site"
    }
  },
  "legal_state": {
    "official": {
      "de": "amtlich",
      "en": "official"
    },
    "planned": {
      "de": "geplant",
      "en": "planned"
    },
    "applied": {
      "de": "beantragt",
      "en": "applied for"
    },
    "dropped": {
      "de": "verworfen",
      "en": "dropped"
    }
  },
  "lineage_basis": {
    "delivery": {
      "de": "aus der Lieferung",
      "en": "from the delivery"
    },
    "overlap": {
      "de": "aus Überdeckung",
      "en": "from overlap"
    },
    "edit": {
      "de": "aus Bearbeitung",
      "en": "from an edit"
    }
  },
  "event_kind": {
    "010101": {
      "de": "Zerlegung oder Sonderung",
      "en": "split"
    },
    "010102": {
      "de": "Verschmelzung",
      "en": "merge"
    },
    "010103": {
      "de": "Zerlegung und Verschmelzung",
      "en": "split and merge"
    },
    "010105": {
      "de": "Zerlegung",
      "en": "split by survey"
    },
    "010107": {
      "de": "Sonderung",
      "en": "split without survey"
    },
    "010312": {
      "de": "Änderung der Flurstücksnummer",
      "en": "change of number"
    },
    "010501": {
      "de": "Berichtigung der Fläche",
      "en": "correction of area"
    },
    "010621": {
      "de": "Umlegung",
      "en": "reallocation"
    },
    "boundary_shift": {
      "de": "Grenzänderung aus Überdeckung erkannt",
      "en": "boundary change seen by overlap"
    },
    "unstated": {
      "de": "ohne Anlassart",
      "en": "reason not stated"
    }
  },
  "building_function": {
    "1000": {
      "de": "Wohngebäude",
      "en": "residential building"
    },
    "1120": {
      "de": "Wohngebäude mit Handel und Dienstleistungen",
      "en": "residential with trade and services"
    },
    "1123": {
      "de": "Wohn- und Geschäftsgebäude",
      "en": "residential and business building"
    },
    "2000": {
      "de": "Gebäude für Wirtschaft oder Gewerbe",
      "en": "building for business"
    },
    "2010": {
      "de": "Handel und Dienstleistungen",
      "en": "trade and services"
    },
    "2020": {
      "de": "Bürogebäude",
      "en": "office building"
    },
    "2030": {
      "de": "Kreditinstitut",
      "en": "bank"
    },
    "2050": {
      "de": "Geschäftsgebäude",
      "en": "business building"
    },
    "2051": {
      "de": "Kaufhaus",
      "en": "department store"
    },
    "2052": {
      "de": "Einkaufszentrum",
      "en": "shopping centre"
    },
    "2053": {
      "de": "Markthalle",
      "en": "market hall"
    },
    "2054": {
      "de": "Laden",
      "en": "shop"
    },
    "2055": {
      "de": "Kiosk",
      "en": "kiosk"
    },
    "2056": {
      "de": "Apotheke",
      "en": "pharmacy"
    },
    "2071": {
      "de": "Hotel",
      "en": "hotel"
    },
    "2080": {
      "de": "Gebäude für Bewirtung",
      "en": "building for catering"
    },
    "2081": {
      "de": "Gaststätte",
      "en": "restaurant"
    },
    "2092": {
      "de": "Kino",
      "en": "cinema"
    },
    "2100": {
      "de": "Gewerbe und Industrie",
      "en": "trade and industry"
    },
    "2120": {
      "de": "Werkstatt",
      "en": "workshop"
    },
    "2143": {
      "de": "Lagerhalle",
      "en": "storage hall"
    },
    "2160": {
      "de": "Forschung",
      "en": "research"
    },
    "2310": {
      "de": "Handel und Dienstleistungen mit Wohnen",
      "en": "trade and services with residential"
    },
    "2320": {
      "de": "Gewerbe und Industrie mit Wohnen",
      "en": "trade and industry with residential"
    },
    "2463": {
      "de": "Garage",
      "en": "garage"
    },
    "3000": {
      "de": "Gebäude für öffentliche Zwecke",
      "en": "public building"
    }
  },
  "dataset_kind": {
    "sample": {
      "de": "Musterdaten",
      "en": "sample data"
    },
    "real": {
      "de": "echte Daten",
      "en": "real data"
    },
    "manual": {
      "de": "von Hand",
      "en": "by hand"
    }
  }
} as const;
