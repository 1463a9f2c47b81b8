// Generated from tests/snapshots/openapi.json by `npm run types`; do not edit.

export interface paths {
    "/api/layers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The layers that are loaded */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LayerList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One layer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The layer's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LayerSummary"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places, filtered */
        get: {
            parameters: {
                query?: {
                    /** @description Only this kind. */
                    kind?: components["schemas"]["PlaceKind"];
                    /** @description Only this layer. */
                    layer?: string;
                    /** @description Only places that lie in the unit of this code or serve it. */
                    unit?: string;
                    /** @description Only places whose box meets this one: west,south,east,north. */
                    bbox?: string;
                    /** @description At most so many, up to 1000; 100 if not given. */
                    limit?: number;
                    /** @description Leave out so many first. */
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlaceList"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One place */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The place's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlaceDetail"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/province": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The province as a whole */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProvinceSummary"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find units, former units, places and indicators by name */
        get: {
            parameters: {
                query: {
                    /** @description What was typed; accents are optional. */
                    q: string;
                    /** @description At most so many answers, up to 50; 10 if not given. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchResult"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The units of a day
         * @description Answers "what was here on that day": the 56 units of today, or the 161 of before 1 July 2025.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The day, as yyyy-mm-dd; today if none is given. */
                    on?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnitList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One unit with all that is attached to it */
        get: {
            parameters: {
                query?: {
                    /** @description The day, as yyyy-mm-dd; today if none is given. */
                    on?: string;
                };
                header?: never;
                path: {
                    /** @description The unit's code */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnitDetail"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{code}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of a unit, and what it was formed from */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description The unit's first day, as yyyy-mm-dd; without it the history of every unit that had the code is
                     *     given.
                     */
                    valid_from?: string;
                };
                header?: never;
                path: {
                    /** @description The unit's code */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Lineages"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the server is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One attribute of a kind of place. */
        AttributeSummary: {
            /** @description Its name in data. */
            name: string;
            /** @description Its name as shown. */
            title: components["schemas"]["Text"];
            /** @description `text`, `number`, `date`, `flag` or `choice`. */
            type: string;
            /** @description The unit of a number; `null` for others and for plain counts. */
            unit?: string | null;
            /** @description The values of a closed list, with their titles. */
            choices: components["schemas"]["ChoiceSummary"][];
            /** @description Whether every place has it. */
            is_required: boolean;
        };
        /** @description A boundary, without its drawing. */
        BoundarySummary: {
            /** @description The layer that it came with. */
            layer: string;
            /**
             * Format: date
             * @description From when this drawing counts.
             */
            valid_from: string;
            /**
             * Format: double
             * @description Its geodesic area on the WGS 84 ellipsoid, in square kilometres, computed from the drawing.
             */
            area_km2: number;
            provenance?: components["schemas"]["Provenance"] | null;
        };
        /** @description One value of a closed list. */
        ChoiceSummary: {
            /** @description As written in data. */
            value: string;
            /** @description As shown. */
            title: components["schemas"]["Text"];
        };
        /** @description The former district that a former unit belonged to. There are no districts since 1 July 2025. */
        District: {
            /** @description Its three-digit code. */
            code: string;
            /** @description Its full name, such as `Huyện Hòa An`. */
            name: string;
        };
        /** @description The body of an error. */
        ErrorBody: {
            /** @description What happened. */
            error: components["schemas"]["ErrorDetail"];
        };
        /** @description What happened, for programs and for people. */
        ErrorDetail: {
            /** @description A stable code, such as `unknown_unit`. */
            code: string;
            /** @description What happened, with the value that was wrong. */
            message: string;
            /** @description What to do about it. */
            remedy: string;
        };
        /** @description How the server is. */
        Health: {
            /** @description `ok` where the server answers from a snapshot. */
            status: string;
            /**
             * Format: int64
             * @description The version of the data.
             */
            version: number;
            /** @description The release of the program. */
            release: string;
        };
        /** @description One answer. */
        Hit: {
            /** @description What sort of thing it is. */
            type: components["schemas"]["HitType"];
            /** @description Its id: a unit's key, a place's or an indicator's id. */
            id: string;
            /** @description The code of the unit of today that it is or leads to. */
            code?: string | null;
            /** @description Its name. */
            name: components["schemas"]["Text"];
            /** @description What it is, in a few words. */
            context: components["schemas"]["Text"];
            /** @description Where to go on the map. */
            position?: number[] | null;
            /** @description What to show of the map. */
            bbox?: number[] | null;
        };
        /**
         * @description What sort of thing was found.
         * @enum {string}
         */
        HitType: "unit" | "former_unit" | "place" | "indicator";
        /** @description The layers. */
        LayerList: {
            /** @description The layers, by group. */
            layers: components["schemas"]["LayerSummary"][];
        };
        /** @description A layer. */
        LayerSummary: {
            /** @description Its id, also the name of its tiles. */
            id: string;
            /** @description `boundaries` or `places`. */
            content: string;
            kind?: components["schemas"]["PlaceKind"] | null;
            /** @description The group under which it is listed. */
            group: string;
            /** @description Its title. */
            title: components["schemas"]["Text"];
            /** @description `point`, `line`, `polygon`, `mixed`, or `none` where only the units of the places are known. */
            geometry_type: string;
            /** @description How many features it holds. */
            count: number;
            /** @description Where it comes from and how far it can be trusted. */
            provenance: components["schemas"]["Provenance"];
            note?: components["schemas"]["Text"] | null;
            /** @description SHA-256 of the file that it was loaded from. */
            sha256?: string | null;
            /** @description The address of its TileJSON; `null` where it cannot be drawn. */
            tiles?: string | null;
            /** @description The attributes of its places. */
            attributes: components["schemas"]["AttributeSummary"][];
        };
        /** @description The history of every unit that had a code. */
        Lineages: {
            /** @description The units, the oldest first. */
            units: components["schemas"]["UnitHistory"][];
        };
        /** @description A place with all that is known of it. */
        PlaceDetail: components["schemas"]["PlaceSummary"] & {
            /**
             * Format: date
             * @description Its first day, where known.
             */
            valid_from?: string | null;
            /**
             * Format: date
             * @description Its last day; `null` while it exists.
             */
            valid_to?: string | null;
            /**
             * Format: double
             * @description How far its position may be from the truth, in metres: its own or its layer's.
             */
            accuracy_m?: number | null;
            /** @description Its position or shape as `GeoJSON`; `null` where only its units are known. */
            geometry?: Record<string, never> | null;
            provenance?: components["schemas"]["Provenance"] | null;
        };
        /**
         * @description What a place is.
         * @enum {string}
         */
        PlaceKind: "border-gate" | "corridor" | "industrial-cluster" | "processing-area" | "landslide-spot" | "landslide-zone" | "flash-flood-zone" | "school" | "satellite-point" | "health-facility" | "settlement" | "relocation-site" | "project" | "tourism-site" | "monument" | "geopark" | "town" | "river" | "road" | "point-of-interest";
        /** @description Places. */
        PlaceList: {
            /** @description How many places match in all. */
            total: number;
            /** @description The places, by id. */
            places: components["schemas"]["PlaceSummary"][];
        };
        /** @description A place in a list. */
        PlaceSummary: {
            /** @description Its id. */
            id: string;
            /** @description Its name; empty where the source gives none. */
            name: string;
            /** @description What it is. */
            kind: components["schemas"]["PlaceKind"];
            /** @description The layer that it came with. */
            layer: string;
            /** @description The units of today that it lies in or serves. */
            unit_codes: string[];
            /** @description Its attributes. */
            attributes: Record<string, never>;
            /** @description The box around it; `null` where only its units are known. */
            bbox?: number[] | null;
        };
        /** @description The source of a layer, shown wherever the layer is shown. */
        Provenance: {
            /** @description Who published the data and under which title, in the words a reader can look up. */
            source: string;
            /** @description The licence or terms; "not stated" where the source states none. */
            licence: string;
            /**
             * Format: date
             * @description The day on which the data were taken from the source.
             */
            retrieved: string;
            /** @description How the data were made, where that is known. */
            method?: string | null;
            /**
             * Format: double
             * @description How far a position may be from the truth, in metres; `None` is unknown, never exact.
             */
            accuracy_m?: number | null;
            /** @description The coordinate reference system in which the data were delivered, such as `EPSG:9210`. */
            crs: string;
            /** @description The named transformation that brought the data to WGS 84; `None` where none was needed. */
            transformation?: string | null;
            /** @description Whether the data are made up to show the screens. Such data are marked wherever they appear. */
            is_illustrative: boolean;
        };
        /** @description The province as a whole, today. */
        ProvinceSummary: {
            /** @description Its two-digit code. */
            code: string;
            /** @description Its name. */
            name: components["schemas"]["Text"];
            /** @description Its name with the word for its kind. */
            full_name: components["schemas"]["Text"];
            /** @description How many units it has. */
            units: number;
            /** @description How many of them lie on the national border. */
            border_units: number;
            /** @description The sums of the units' newest approved figures, each with its coverage. */
            totals: components["schemas"]["ProvinceTotal"][];
            /** @description The box around it, `[west, south, east, north]`; `null` where no boundary is loaded. */
            bbox?: number[] | null;
            /**
             * Format: int64
             * @description The version of the data.
             */
            version: number;
            /** @description Whether the workspace holds illustrative data. */
            is_demo: boolean;
        };
        /** @description The sum of one indicator over the units. */
        ProvinceTotal: {
            /** @description What is measured. */
            indicator: string;
            /** @description The period of the figures. */
            period: string;
            /**
             * Format: double
             * @description The sum of the units that reported.
             */
            value: number;
            /** @description How many units reported. */
            reported: number;
        };
        /**
         * @description How firm a figure is.
         * @enum {string}
         */
        Quality: "final" | "provisional" | "estimate";
        /** @description What was found. */
        SearchResult: {
            /** @description The answers, the best first. */
            hits: components["schemas"]["Hit"][];
        };
        /** @description A text in the two languages of the interface. */
        Text: {
            /** @description Vietnamese, the first language. */
            vi: string;
            /** @description English. */
            en: string;
        };
        /** @description A unit with all that is attached to it. */
        UnitDetail: components["schemas"]["UnitSummary"] & {
            /** @description Where the entry comes from. */
            source: string;
            /** @description The units that it was formed from. */
            predecessors: components["schemas"]["UnitSummary"][];
            /** @description The units that it became part of. */
            successors: components["schemas"]["UnitSummary"][];
            /** @description The newest approved figure of every indicator that it has figures of. */
            figures: components["schemas"]["UnitFigure"][];
            /** @description The places that lie in it or serve it. */
            places: components["schemas"]["PlaceSummary"][];
            boundary?: components["schemas"]["BoundarySummary"] | null;
        };
        /** @description One figure of a unit, with what must stand beside it. */
        UnitFigure: {
            /** @description What is measured. */
            indicator: string;
            /** @description When. */
            period: string;
            /**
             * Format: double
             * @description The number; `null` where there is none.
             */
            value?: number | null;
            /** @description Why there is no number. */
            missing_reason?: string | null;
            /** @description The code of the unit of measure. */
            unit: string;
            /** @description Who published it, and where. */
            source: string;
            /** @description How firm it is. */
            quality: components["schemas"]["Quality"];
            /** @description Whether it is made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description The history of one unit. */
        UnitHistory: {
            /** @description The unit. */
            unit: components["schemas"]["UnitSummary"];
            /** @description What it was formed from. */
            predecessors: components["schemas"]["UnitSummary"][];
            /** @description What it became part of. */
            successors: components["schemas"]["UnitSummary"][];
        };
        /**
         * @description What sort of commune-level unit it is.
         * @enum {string}
         */
        UnitKind: "commune" | "ward" | "township";
        /** @description The units of a day. */
        UnitList: {
            /**
             * Format: date
             * @description The day.
             */
            on: string;
            /** @description The units, by code. */
            units: components["schemas"]["UnitSummary"][];
        };
        /** @description A unit in a list. */
        UnitSummary: {
            /** @description Its code. */
            code: string;
            /**
             * Format: date
             * @description Its first day.
             */
            valid_from: string;
            /**
             * Format: date
             * @description Its last day; `null` while it exists.
             */
            valid_to?: string | null;
            /** @description Its name. */
            name: string;
            /** @description Its kind and name. */
            full_name: string;
            /** @description Commune, ward or township. */
            kind: components["schemas"]["UnitKind"];
            district?: components["schemas"]["District"] | null;
            /** @description Whether it lies on the national border. */
            is_border: boolean;
            /**
             * Format: double
             * @description The length of its stretch of the national border, in kilometres.
             */
            border_km?: number | null;
            /** @description Where its label stands; `null` where no boundary is known. */
            label_point?: number[] | null;
            /** @description The box around it; `null` where no boundary is known. */
            bbox?: number[] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
