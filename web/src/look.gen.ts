// Generated from tiles/look/tokens.json by scripts/tokens.mjs; do not edit.
export const look = {
  "color": {
    "canvas": {
      "light": "#F3F4F1",
      "dark": "#10171C"
    },
    "surface": {
      "light": "#FFFFFF",
      "dark": "#182127"
    },
    "sunk": {
      "light": "#EAECE8",
      "dark": "#0C1216"
    },
    "line": {
      "light": "#D5D9D4",
      "dark": "#2D3840"
    },
    "line-strong": {
      "light": "#7C868C",
      "dark": "#75838C"
    },
    "ink": {
      "light": "#15212B",
      "dark": "#E9EEF0"
    },
    "ink-2": {
      "light": "#4A5760",
      "dark": "#A9B5BC"
    },
    "primary": {
      "light": "#0B566B",
      "dark": "#7CC7D9"
    },
    "on-primary": {
      "light": "#FFFFFF",
      "dark": "#0B1A20"
    },
    "tint": {
      "light": "#E2EEF0",
      "dark": "#16323B"
    },
    "focus": {
      "light": "#0A4FD1",
      "dark": "#8AB4FF"
    },
    "vacant": {
      "light": "#AD2B06",
      "dark": "#FF8A63"
    },
    "available_soon": {
      "light": "#BC7A00",
      "dark": "#E3AC3F"
    },
    "interim": {
      "light": "#A64A9C",
      "dark": "#E9B8F2"
    },
    "occupied": {
      "light": "#1E3F70",
      "dark": "#5F97DC"
    },
    "unknown": {
      "light": "#66717A",
      "dark": "#9AA6AE"
    },
    "ok": {
      "light": "#1F6B43",
      "dark": "#74C79A"
    },
    "warn": {
      "light": "#7A5200",
      "dark": "#E9C46A"
    },
    "warn-bg": {
      "light": "#FBF0D4",
      "dark": "#332A12"
    },
    "warn-stripe": {
      "light": "#F7E6B8",
      "dark": "#3F3417"
    },
    "error": {
      "light": "#A5231A",
      "dark": "#FF9C90"
    },
    "error-bg": {
      "light": "#FBE9E6",
      "dark": "#3A1B18"
    },
    "diff-minus": {
      "light": "#0F6E84",
      "dark": "#5CC0D6"
    },
    "diff-plus": {
      "light": "#B4530A",
      "dark": "#F2A25C"
    },
    "bubble": {
      "light": "#FFFFFF",
      "dark": "#182127"
    },
    "bubble-ring": {
      "light": "#C9D0D2",
      "dark": "#4A565C"
    },
    "bar": {
      "light": "#C5CFD1",
      "dark": "#3E4B53"
    },
    "range": {
      "light": "#8FB4BF",
      "dark": "#3F6672"
    },
    "map-land": {
      "light": "#F0F1ED",
      "dark": "#151C20"
    },
    "map-green": {
      "light": "#E0E8D8",
      "dark": "#1A2620"
    },
    "map-water": {
      "light": "#C3DAE3",
      "dark": "#1B3440"
    },
    "map-building": {
      "light": "#CDD2CB",
      "dark": "#28323A"
    },
    "map-building-edge": {
      "light": "#B3BAB1",
      "dark": "#3A464F"
    },
    "map-road": {
      "light": "#FFFFFF",
      "dark": "#2A343B"
    },
    "map-tram": {
      "light": "#97A3AA",
      "dark": "#5E6C74"
    },
    "map-district": {
      "light": "#9AA5A6",
      "dark": "#4A565C"
    },
    "map-centre": {
      "light": "#0B566B",
      "dark": "#7CC7D9"
    },
    "map-parcel": {
      "light": "#7B8488",
      "dark": "#66727A"
    },
    "map-grain": {
      "light": "#7C868C",
      "dark": "#75838C"
    },
    "map-label": {
      "light": "#4F5C63",
      "dark": "#B4C0C6"
    },
    "map-label-water": {
      "light": "#2F5A6B",
      "dark": "#8FBACB"
    }
  },
  "status": {
    "order": [
      "vacant",
      "available_soon",
      "interim",
      "occupied",
      "unknown"
    ],
    "shape": {
      "vacant": "ring",
      "available_soon": "half-disc",
      "interim": "hatched-diamond",
      "occupied": "square",
      "unknown": "dotted-circle"
    },
    "size_px": {
      "map": 13,
      "text": 12,
      "phone": 17,
      "halo": 2
    },
    "icon_prefix": "status-"
  },
  "bubble": {
    "icon_prefix": "bubble-",
    "below": [
      5,
      12,
      25
    ],
    "diameter_px": [
      24,
      30,
      36,
      44
    ],
    "ring_px": 4
  },
  "map": {
    "order": [
      "land",
      "green",
      "building",
      "border",
      "water",
      "road",
      "tram",
      "area",
      "label",
      "symbol",
      "selection"
    ],
    "land": {
      "from": 8
    },
    "building": {
      "from": 13,
      "shape_from": 15,
      "edge_from": 16,
      "edge_px": 0.8
    },
    "road": {
      "main_from": 10,
      "all_from": 13,
      "width_px": [
        [
          10,
          1.3
        ],
        [
          13,
          3.3
        ],
        [
          17,
          14
        ]
      ]
    },
    "tram": {
      "from": 11,
      "width_px": [
        [
          11,
          1.1
        ],
        [
          16,
          2
        ]
      ]
    },
    "stop": {
      "from": 15,
      "mark_px": 5,
      "label_px": 11
    },
    "district": {
      "from": 10,
      "to": 15,
      "width_px": 0.8,
      "dash_px": [
        1,
        3.5
      ]
    },
    "centre": {
      "from": 11,
      "width_px": 1.4,
      "dash_px": [
        6,
        3
      ],
      "fill_share": 0.07
    },
    "parcel": {
      "from": 16,
      "width_px": 0.9,
      "label_from": 17,
      "label_px": 11
    },
    "unit": {
      "bubble_below": 14,
      "entrance_from": 16,
      "grain_px": 4,
      "apart_px": [
        [
          14,
          6,
          22
        ],
        [
          15,
          4,
          14
        ],
        [
          16,
          2,
          2
        ]
      ]
    },
    "picked": {
      "width_px": 2.6,
      "fill_share": 0.12,
      "ring_px": 2.5,
      "ring_gap_px": 6
    },
    "planned": {
      "width_px": 2.4,
      "dash_px": [
        9,
        5
      ]
    },
    "label": {
      "size_px": 12.5,
      "weight": 500,
      "halo_px": 3,
      "district_gap_px": 150
    }
  },
  "mapFont": {
    "label": "Source Sans Medium",
    "strong": "Source Sans Bold",
    "water": "Source Sans Medium Italic"
  },
  "fontFile": "fonts/source-sans-3-latin.woff2"
} as const;
