// Generated from tests/snapshots/openapi.json by `npm run types`; do not edit.

export interface paths {
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts */
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
                        "application/json": components["schemas"]["AccountList"];
                    };
                };
                403: {
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
        /** Make an account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAccount"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OneTimePassword"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change an account */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The account's name */
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountForm"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{name}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an account a new one-time password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The account's name */
                    name: string;
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
                        "application/json": components["schemas"]["OneTimePassword"];
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who leads, helps, reports and supervises */
        get: {
            parameters: {
                query?: {
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
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
                        "application/json": components["schemas"]["AgencyList"];
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
    "/api/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What share of the area and of the people lies within so many kilometres of corridors.
         * @description With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
         */
        post: {
            parameters: {
                query?: {
                    /** @description json (the whole answer), or its table as geojson, csv, xlsx or gpkg. */
                    format?: "json" | "geojson" | "csv" | "xlsx" | "gpkg";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CoverageRequest"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Coverage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The dashboard */
        get: {
            parameters: {
                query?: {
                    /** @description The period at whose end the targets are judged, or today where that lies ahead; today if not given. */
                    period?: string;
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
                        "application/json": components["schemas"]["Dashboard"];
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
    "/api/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What lies in hazard zones, by class and unit, with the range that the map's accuracy leaves. */
        post: {
            parameters: {
                query?: {
                    /** @description json (the whole answer), or its table as geojson, csv, xlsx or gpkg. */
                    format?: "json" | "geojson" | "csv" | "xlsx" | "gpkg";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExposureRequest"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Exposure"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue of indicators */
        get: {
            parameters: {
                query?: {
                    /** @description Only those in the catalogue for this reason. */
                    role?: components["schemas"]["IndicatorRole"];
                    /** @description Only those of this § of the programme. */
                    section?: string;
                    /** @description Only those that can be shown on the map by commune. */
                    is_by_commune?: boolean;
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
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
                        "application/json": components["schemas"]["IndicatorList"];
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
    "/api/indicators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One indicator */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The indicator's id */
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
                        "application/json": components["schemas"]["IndicatorDetail"];
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
    "/api/indicators/{id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The series of an indicator for the province, a unit or a place */
        get: {
            parameters: {
                query?: {
                    /** @description Of whom: `province` (the default), `unit.CODE@FIRST_DAY` or `place.ID`. */
                    subject?: string;
                    /** @description In periods of which length; years if not given. */
                    rhythm?: components["schemas"]["Rhythm"];
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
                };
                header?: never;
                path: {
                    /** @description The indicator's id */
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
                        "application/json": components["schemas"]["IndicatorSeries"];
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
    "/api/indicators/{id}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The values of an indicator in one period, by unit or place */
        get: {
            parameters: {
                query?: {
                    /** @description The period, such as 2026, 2026-H1, 2026-Q3 or 2026-07; the newest year with figures if not given. */
                    period?: string;
                    /** @description On the units of today, or on those that reported. */
                    basis?: "today" | "as-reported";
                    /** @description Which units make up the province: those of this day; today if not given. */
                    on?: string;
                    /** @description Into how many classes the legend is cut; 5 if not given. */
                    classes?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
                };
                header?: never;
                path: {
                    /** @description The indicator's id */
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
                        "application/json": components["schemas"]["IndicatorValues"];
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
    "/api/layer-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of layers that a file can become */
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
                        "application/json": components["schemas"]["LayerKindList"];
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
    "/api/layer-uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your uploaded files that wait to be taken in */
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
                        "application/json": components["schemas"]["LayerUploadList"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                403: {
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
        /**
         * Upload a file of geodata to look at it
         * @description The body is the file: a zipped Shapefile, `GeoPackage`, `GeoJSON`, KML, CSV with coordinates, or `GeoTIFF`, of 64 MiB
         *     at most. It is kept for two hours; nothing on the map changes. A process of its own reads it, so that a broken file
         *     costs this upload and nothing else.
         */
        post: {
            parameters: {
                query: {
                    /** @description The file's name, whose ending tells the format. */
                    file_name: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LayerUpload"];
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
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layer-uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is in an uploaded file, and where each reference system would put it
         * @description With `layer`, `encoding` or the columns of the coordinates it is read again in that way; with `crs` that system is
         *     among the candidates.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The reference system of the coordinates, such as `EPSG:9210`. */
                    crs?: string;
                    /** @description The layer to read, where the file has several. */
                    layer?: string;
                    /** @description The character set of the texts: `utf-8`, `tcvn3`, `vni` or `windows-1258`. */
                    encoding?: string;
                    /** @description The column of eastings or longitudes in a CSV file. */
                    x_column?: string;
                    /** @description The column of northings or latitudes in a CSV file. */
                    y_column?: string;
                    /** @description The band of a GeoTIFF, counted from 1. */
                    band?: number;
                };
                header?: never;
                path: {
                    /** @description The upload's id */
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
                        "application/json": components["schemas"]["LayerUpload"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
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
                422: {
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
        /** Remove an uploaded file without taking it in */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The upload's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
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
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layer-uploads/{id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check an uploaded file row by row, and see what taking it in would change
         * @description Nothing is saved.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The upload's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LayerOrder"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LayerCheck"];
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
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
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
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layer-uploads/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an uploaded file in, as it was checked
         * @description Everything comes in one transaction, with an entry in the log. Where the data have moved on so that the check would
         *     now say something else, nothing is saved.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The upload's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LayerConfirmation"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LayerTakenIn"];
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
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
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
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layer-uploads/{id}/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The features of an uploaded file as they would lie on the map
         * @description A `GeoJSON` collection on WGS 84, with fewer corners where there are very many. Each feature says its row, its name
         *     and whether it lies in the province.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The reference system of the coordinates, such as `EPSG:9210`. */
                    crs?: string;
                    /** @description The layer to read, where the file has several. */
                    layer?: string;
                    /** @description The character set of the texts: `utf-8`, `tcvn3`, `vni` or `windows-1258`. */
                    encoding?: string;
                    /** @description The column of eastings or longitudes in a CSV file. */
                    x_column?: string;
                    /** @description The column of northings or latitudes in a CSV file. */
                    y_column?: string;
                    /** @description The band of a GeoTIFF, counted from 1. */
                    band?: number;
                };
                header?: never;
                path: {
                    /** @description The upload's id */
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
                        "application/geo+json": Record<string, never>;
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
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
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
    "/api/layers/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small picture of a layer
         * @description The province with that layer on it, as a PNG. The entity tag carries the version of the data, so that a picture
         *     is drawn again only when something has changed.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Its width in pixels, 60 to 800; 240 if not given. It is three quarters as high. */
                    size?: number;
                };
                header?: never;
                path: {
                    /** @description The layer's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The picture */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": number[];
                    };
                };
                /** @description The picture at hand still holds */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
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
    "/api/layers/{id}/value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The value of a raster at a position */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The layer's id */
                    id: string;
                    /** @description Longitude, in degrees on WGS 84. */
                    lon: number;
                    /** @description Latitude, in degrees on WGS 84. */
                    lat: number;
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
                        "application/json": components["schemas"]["RasterValue"];
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
    "/api/locate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * In which unit, corridor strip, hazard zone and gate zone each place lies.
         * @description The body is JSON, or CSV (`Content-Type: text/csv`) with columns for longitude and latitude; commas, semicolons or tabs
         *     stand between values, and decimal commas are understood. A list is answered with the same rows and more columns, as CSV
         *     of the same dialect where no other table is asked for; rows that hold no place are in it, and its column `problem` says how
         *     to mend them. With `Accept: text/event-stream` it tells of progress on the way,
         *     and the result of a list is a `LocatedList`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description json (the whole answer), or its table as geojson, csv, xlsx or gpkg. */
                    format?: "json" | "geojson" | "csv" | "xlsx" | "gpkg";
                    /** @description Half-widths of the corridor strips in kilometres, such as `1,2,5`; for a CSV list, where no body tells them. */
                    strips_km?: string;
                    /** @description Radius of a gate's zone in kilometres; for a CSV list. */
                    gate_zone_km?: number;
                    /** @description The units and places of which day; for a CSV list. */
                    on?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LocateRequest"];
                    "text/csv": string;
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LocateAnswer"];
                        "text/event-stream": components["schemas"]["LocatedList"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A map on a sheet of paper, true to scale
         * @description Drawn from the data, not from a screen, on the grid VN-2000 / TM-3 105-45: title, legend, scale, north, grid, and
         *     the source, date and accuracy of everything on it. The file is called by what it shows, its period and its paper.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MapRequest"];
                };
            };
            responses: {
                /** @description The sheet, as application/pdf or image/png */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures as they were entered */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of this indicator. */
                    indicator?: string;
                    /** @description Only those of this subject: `province`, `unit.CODE@FIRST_DAY` or `place.ID`. */
                    subject?: string;
                    /** @description Only those of this period. */
                    period?: string;
                    /**
                     * @description Only those in this state: approved (the default), draft, submitted or returned; or `any`. Anything but
                     *     approved needs an account.
                     */
                    state?: string;
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
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
                        "application/json": components["schemas"]["ObservationList"];
                    };
                };
                401: {
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
        /**
         * Enter a figure
         * @description It becomes a draft; where an approved figure stands, a correction, which is a new revision and needs a note. Nothing
         *     is kept while findings are rejected, or doubtful and not confirmed (422).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewObservation"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Entered"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Entered"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit, withdraw, approve or return many figures
         * @description Those with which the step is possible take it in one change; the others are named with the reason and stay as they
         *     were.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ManySteps"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SteppedFigures"];
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
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A spreadsheet to collect figures with */
        get: {
            parameters: {
                query: {
                    /** @description The indicators' ids, with commas between them. */
                    indicators: string;
                    /** @description The period; this year if not given. */
                    period?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An XLSX file with one sheet an indicator */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
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
                422: {
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
    "/api/observations/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a spreadsheet of figures, and keep it once confirmed
         * @description The body is an XLSX file. Without `confirm` nothing is saved: the answer says of every row whether it would be
         *     accepted, and why not. With it, the accepted rows become drafts in one transaction.
         */
        post: {
            parameters: {
                query?: {
                    /** @description The period, where the file names none. */
                    period?: string;
                    /** @description The file's decimal mark, `comma` or `point`; it decides ambiguous numbers. */
                    decimal_mark?: "comma" | "point";
                    /** @description The checksum that the result page named: keeps the accepted rows of exactly that file. */
                    confirm?: string;
                    /** @description Keeps the doubtful rows too, where they have a figure. */
                    with_doubtful?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UploadResult"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One figure with its revisions and history */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The figure's id */
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
                        "application/json": components["schemas"]["ObservationDetail"];
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
        /** Change a draft, or a figure that was returned */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The figure's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Content"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Entered"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Entered"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit, withdraw, approve or return a figure */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The figure's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Step"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ObservationView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
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
    "/api/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which features lie within, touch or hold a shape, which are near it, and how many there are per zone. */
        post: {
            parameters: {
                query?: {
                    /** @description json (the whole answer), or its table as geojson, csv, xlsx or gpkg. */
                    format?: "json" | "geojson" | "csv" | "xlsx" | "gpkg";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QueryRequest"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueryAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who must move out of danger first, where the ground is fit, and who moves where.
         * @description With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
         */
        post: {
            parameters: {
                query?: {
                    /** @description json (the whole answer), or its table as geojson, csv, xlsx or gpkg. */
                    format?: "json" | "geojson" | "csv" | "xlsx" | "gpkg";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RelocationRequest"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Relocation"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relocation/suitability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How well the ground suits a new settlement, 0 to 1, as a GeoTIFF; no value where ground is shut out. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RelocationRequest"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/tiff": unknown;
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reviews of the programme, with where the targets stood */
        get: {
            parameters: {
                query?: {
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
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
                        "application/json": components["schemas"]["ReviewList"];
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
    "/api/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The saved analyses. */
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
                        "application/json": components["schemas"]["ScenarioList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Runs an analysis and keeps it with its answer.
         * @description The same question is kept under one name once: what was saved is never replaced.
         *
         *     With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewScenario"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scenarios/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A saved analysis with its answer. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The scenario's id */
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
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        /** Forgets a saved analysis. Only who saved it and administrators may. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The scenario's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scenarios/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The numbers that two saved analyses have differently, both computed on the data of now.
         * @description With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
         */
        get: {
            parameters: {
                query: {
                    /** @description The id of the other scenario. */
                    with: string;
                };
                header?: never;
                path: {
                    /** @description The scenario's id */
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
                        "application/json": components["schemas"]["Comparison"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/scenarios/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs a saved analysis on the data of now and says what changed.
         * @description With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The scenario's id */
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
                        "application/json": components["schemas"]["Rerun"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
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
        /** Find units, former units, places, indicators and tasks by name */
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
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
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
                        "application/json": components["schemas"]["Me"];
                    };
                };
            };
        };
        put?: never;
        /** Sign in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Credentials"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one's own password */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
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
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/siting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where schools open, stay and close: covering all with the fewest, covering most, least mean or least worst travel.
         * @description With `Accept: text/event-stream` it tells of progress, of the best found and of the bound on the way; closing the
         *     connection stops the work. Without, a run takes at most 40 seconds and then answers with the best found and its gap.
         */
        post: {
            parameters: {
                query?: {
                    /** @description json (the whole answer), or its table as geojson, csv, xlsx or gpkg. */
                    format?: "json" | "geojson" | "csv" | "xlsx" | "gpkg";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SitingRequest"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Siting"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where targets stand on a day
         * @description Without a target or unit all those of the province are given; with a target, those of all its subjects; with a unit,
         *     those of its own.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The day; today if not given. */
                    on?: string;
                    /** @description Only this target; for a target of each unit there is one status a unit. */
                    target?: string;
                    /** @description Only the targets of its own that the unit of this code has. */
                    unit?: string;
                    /** @description Only targets that this agency leads. */
                    agency?: string;
                    /** @description Only this status: achieved, on-track, at-risk, off-track or no-data. */
                    status?: string;
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
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
                        "application/json": components["schemas"]["StatusList"];
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
    "/api/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The targets of the programme */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of this indicator. */
                    indicator?: string;
                    /** @description Only those of this § of the programme. */
                    section?: string;
                    /** @description Only those that this agency leads. */
                    agency?: string;
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
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
                        "application/json": components["schemas"]["TargetList"];
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
    "/api/targets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One target */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The target's id */
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
                        "application/json": components["schemas"]["TargetDetail"];
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
    "/api/targets/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a target anew
         * @description The old revision stays beside the new one, each with its decision.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The target's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRevision"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TargetView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
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
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The register of tasks and projects */
        get: {
            parameters: {
                query?: {
                    /** @description Task, project or review. */
                    kind?: components["schemas"]["TaskKind"];
                    /** @description Only those that this agency leads or helps with. */
                    agency?: string;
                    /** @description Only those in this state: done, overdue, at-risk, on-track or not-reported. */
                    state?: components["schemas"]["TaskState"];
                    /** @description Only those in the unit of today of this code, or at a place in it. */
                    unit?: string;
                    /** @description Only those at this place. */
                    place?: string;
                    /** @description Only those that something stands in the way of, or only those without. */
                    has_obstacles?: boolean;
                    /** @description On which day; today if not given. */
                    on?: string;
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
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
                        "application/json": components["schemas"]["TaskList"];
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
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task with its history */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The task's id */
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
                        "application/json": components["schemas"]["TaskDetail"];
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
        /**
         * Report how far a task has come
         * @description Only what is given changes; the history keeps what was there before. The first real report takes everything away
         *     that was made up to show the screens.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The task's id */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Progress"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskView"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/tasks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed a task, when and how */
        get: {
            parameters: {
                query?: {
                    /** @description At most so many; 200 if not given, 1000 at most; a table has all if not given. */
                    limit?: number;
                    /** @description Leave out so many. */
                    offset?: number;
                    /** @description JSON or CSV. */
                    format?: "json" | "csv";
                };
                header?: never;
                path: {
                    /** @description The task's id */
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
                        "application/json": components["schemas"]["TaskHistory"];
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
    "/api/travel-times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How long people travel to the nearest of some facilities (or to each of them), by season and direction; whom nothing
         *     reaches and why; the share of people within so many minutes, by unit; the areas within so many minutes.
         * @description With `Accept: text/event-stream` the answer is a stream of `progress` events that ends with a `result`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description json (the whole answer), or its table as geojson, csv, xlsx or gpkg. */
                    format?: "json" | "geojson" | "csv" | "xlsx" | "gpkg";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TravelRequest"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TravelTimes"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
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
    "/styles/{theme}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A style of the map
         * @description A complete `MapLibre` style (version 8) whose sources and fonts are all on this server.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description light or dark */
                    theme: string;
                    /** @description `base` (the default) or `all`. */
                    layers: "base" | "all";
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
                        "application/json": unknown;
                    };
                };
                /** @description no such style */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/tiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The descriptions of all layers
         * @description One `TileJSON` 3.0 document for each layer that has tiles.
         */
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
                        "application/json": components["schemas"]["TileJson"][];
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
    "/tiles/{layer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The description of a layer, or of several together
         * @description A `TileJSON` 3.0 document: where the tiles are, what they cover, which properties they carry. Layers of places and
         *     units may be named together, with commas between; their tiles then hold one layer for each.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description id of the layer, or ids with commas between */
                    layer: string;
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
                        "application/json": components["schemas"]["TileJson"];
                    };
                };
                /** @description these layers cannot be together */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description no such layer */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/tiles/{layer}/{z}/{x}/{y}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A tile
         * @description Of places and units a Mapbox Vector Tile 2.1 with one layer for each that was asked for, named as the layer; the row
         *     may carry the suffix `.mvt` or `.pbf`. Of rasters a PNG of 512 pixels, of which the row may carry the suffix: heights in the Terrarium
         *     encoding, all other values in the colours of their classes, transparent where there is no value. Vector tiles are
         *     compressed by brotli or gzip as the client accepts; a known entity tag is answered with 304.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description id of the layer, or ids with commas between */
                    layer: string;
                    /** @description zoom, 0 to 16 */
                    z: string;
                    /** @description column, counted from the west */
                    x: string;
                    /** @description row, counted from the north */
                    y: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description the tile */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.mapbox-vector-tile": number[];
                        "image/png": number[];
                    };
                };
                /** @description nothing of the layers lies in this tile */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description the client has this tile already */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description zoom, column or row is not a number, or these layers cannot be together */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description no such layer or no such tile */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
        /** @description Somebody who may sign in. The password is kept apart: it is nobody's to read, not even in the log. */
        Account: {
            /** @description The name to sign in with. */
            name: string;
            /** @description The person's or office's name. */
            display_name: string;
            /** @description What the account may do. */
            role: components["schemas"]["AccountRole"];
            /** @description The units whose figures the account may touch; with no unit and no agency it may touch all. */
            units: string[];
            /** @description The agencies whose indicators the account may touch. */
            agencies: string[];
            /** @description Whether it may sign in. */
            is_active: boolean;
            /** @description Whether the password must be changed before anything else: it was made up for the person. */
            must_change_password: boolean;
            /**
             * Format: date-time
             * @description When the password was last set; sessions from before that have ended.
             */
            password_set_at: string;
        };
        /** @description What an account may do, and for whom. */
        AccountForm: {
            /** @description The person's or office's name. */
            display_name: string;
            /** @description What it may do. */
            role: components["schemas"]["AccountRole"];
            /** @description The units that it is bound to. */
            units?: string[];
            /** @description The agencies that it is bound to. */
            agencies?: string[];
            /** @description Whether it may sign in. */
            is_active?: boolean;
        };
        /** @description The accounts. */
        AccountList: {
            /** @description The accounts, by name. */
            accounts: components["schemas"]["Account"][];
        };
        /**
         * @description What an account may do. Each role may do all that the ones before it may, but for one thing: who
         *     approves a figure is never who entered it.
         * @enum {string}
         */
        AccountRole: "viewer" | "editor" | "approver" | "administrator";
        /** @description How many of an agency's targets have each status. */
        AgencyCounts: {
            /** @description The agency. */
            agency: components["schemas"]["AgencyName"];
            /** @description The counts. */
            counts: components["schemas"]["StatusCounts"];
        };
        /**
         * @description What sort of body an agency is.
         * @enum {string}
         */
        AgencyKind: "leadership" | "party-committee" | "advisory" | "department" | "local";
        /** @description The agencies. */
        AgencyList: {
            /** @description How many there are in all. */
            total: number;
            /** @description One page of them, by id. */
            agencies: components["schemas"]["AgencyView"][];
        };
        /** @description An agency by its name. */
        AgencyName: {
            /** @description The stable id. */
            id: string;
            /** @description Its name. */
            name: components["schemas"]["Text"];
        };
        /** @description The tasks that an agency leads, by state, and their money. */
        AgencyTasks: {
            /** @description The agency. */
            agency: components["schemas"]["AgencyName"];
            /** @description How many it leads. */
            total: number;
            /** @description How many are done. */
            done: number;
            /** @description How many have passed their deadline. */
            overdue: number;
            /** @description How many are at risk. */
            at_risk: number;
            /** @description How many are on track. */
            on_track: number;
            /** @description How many have not been reported. */
            not_reported: number;
            /** @description How many have something in their way. */
            with_obstacles: number;
            /** @description How many have both a budget and a figure of what was paid; the two sums below are theirs. */
            with_money: number;
            /**
             * Format: double
             * @description The sum of those budgets, in million đồng; `null` where there is none.
             */
            budget_million_vnd?: number | null;
            /**
             * Format: double
             * @description The sum of what was paid of them, in million đồng.
             */
            disbursed_million_vnd?: number | null;
            /** @description Whether any of it was made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description An agency. */
        AgencyView: {
            /** @description The stable id. */
            id: string;
            /** @description Its name. */
            name: components["schemas"]["Text"];
            /** @description Its place in the system. */
            kind: components["schemas"]["AgencyKind"];
            /** @description What it does for the programme. */
            duty: components["schemas"]["Text"];
            /** @description The § that names it; `null` where it stands here by its field of work. */
            section?: string | null;
            /** @description The body it belongs to. */
            parent?: string | null;
        };
        /** @description The coverage of an alternative, and what it changes. */
        Alternative: {
            /** @description Its axes. */
            axes: components["schemas"]["AxisUsed"][];
            /** @description Its coverage at each width. */
            widths: components["schemas"]["WidthCoverage"][];
            /** @description What it covers more (or, negative, less), at each width. */
            difference: components["schemas"]["Difference"][];
        };
        /** @description How areas are cut out of fit ground. */
        AreaOptions: {
            /**
             * Format: double
             * @description Size of a cell where there is no elevation model, metres; cells of a finer model are put together to it.
             * @default 200
             */
            cell_m: number;
            /**
             * Format: double
             * @description Least score of ground that counts as fit, 0 to 1.
             * @default 0.4
             */
            least_score: number;
            /**
             * Format: double
             * @description Least area, hectares.
             * @default 2
             */
            least_ha: number;
            /**
             * Format: double
             * @description Area at which growing stops, hectares.
             * @default 20
             */
            most_ha: number;
            /**
             * Format: double
             * @description Ground for each household, with its share of roads and open space, square metres.
             * @default 600
             */
            household_m2: number;
            /**
             * @description How many areas are given at most; no more than 500.
             * @default 40
             */
            most: number;
            /**
             * @description How many areas are sought near each community first; no more than 50.
             * @default 2
             */
            each: number;
            /**
             * Format: double
             * @description How far from a community, kilometres.
             * @default 10
             */
            reach_km: number;
            /**
             * Format: double
             * @description Least distance between the best cells of two areas, metres.
             * @default 1000
             */
            spacing_m: number;
            /**
             * Format: double
             * @description How far around an area exclusions are told, metres.
             * @default 500
             */
            nearby_m: number;
        };
        /**
         * @description Whether a responsibility is written in the programme or put forward by field of work.
         * @enum {string}
         */
        Assignment: "stated" | "proposed";
        /**
         * @description What the figures of an indicator may belong to.
         * @enum {string}
         */
        Attachment: "province" | "commune" | "border-commune" | "border-gate" | "corridor" | "landslide-zone" | "school" | "road" | "project" | "health-facility";
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
        /** @description One record's change, as the log keeps it. */
        AuditEntry: {
            /**
             * Format: int64
             * @description The commit that the change belongs to.
             */
            version: number;
            /**
             * Format: int32
             * @description Its place within the commit, from 0.
             */
            sequence: number;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            actor: string;
            /** @description Why. */
            reason: string;
            /** @description The sort of record. */
            entity: string;
            /** @description Which record. */
            key: string;
            /** @description The record before; `null` where there was none. */
            before: Record<string, never> | null;
            /** @description The record after; `null` where it was removed. */
            after: Record<string, never> | null;
        };
        /** @description The axes that a question is about: known corridors, a drawn line, or both. */
        Axes: {
            /**
             * @description Ids of known corridors.
             * @default []
             */
            corridors: string[];
            /** @description A line drawn or uploaded, as a GeoJSON geometry in WGS 84 degrees. */
            line?: Record<string, never> | null;
        };
        /** @description An axis as it was used. */
        AxisUsed: {
            /** @description Its id; none for a drawn line. */
            id?: string | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Its geodesic length, kilometres.
             */
            length_km: number;
            /**
             * Format: double
             * @description How far the axis may be from the truth, metres; a coverage is no more accurate than that.
             */
            accuracy_m?: number | null;
        };
        /** @description Where the way to a target begins. */
        BaselineView: {
            /** @description The period of the starting figure. */
            period: string;
            /**
             * Format: double
             * @description Its value, where the decision states one; otherwise the approved figure of that period counts.
             */
            value?: number | null;
            /** @description Where the value comes from. */
            source?: string | null;
        };
        /**
         * @description On which units figures are shown.
         * @enum {string}
         */
        Basis: "today" | "as-reported";
        /** @description Before and after. */
        BeforeAndAfter: {
            /** @description To the nearest site of today. */
            before: components["schemas"]["TravelSummary"];
            /** @description As the answer has it. */
            after: components["schemas"]["TravelSummary"];
        };
        /** @description What changes among the boundaries. */
        BoundaryChanges: {
            /** @description Each unit's area before and after. */
            units: components["schemas"]["UnitAreas"][];
            /** @description How many pieces of overlaps went to one of the two. */
            overlaps: number;
            /**
             * Format: double
             * @description Their area, m².
             */
            overlap_m2: number;
            /** @description How many pieces of gaps were closed. */
            gaps: number;
            /**
             * Format: double
             * @description Their area, m².
             */
            gap_m2: number;
            /**
             * Format: double
             * @description The farthest that a border moved, metres, as measured.
             */
            farthest_m: number;
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
        /** @description An area to which people could move. */
        CandidateArea: {
            /** @description Its number: its rank by score. */
            number: number;
            /** @description The unit in which its best cell lies. */
            unit_code?: string | null;
            /** @description That unit's name. */
            unit_name?: string | null;
            /**
             * Format: double
             * @description Longitude of the middle of its best cell, degrees.
             */
            lon: number;
            /**
             * Format: double
             * @description Latitude of it.
             */
            lat: number;
            /** @description Its legal form: a new settlement. */
            form: components["schemas"]["LegalForm"];
            /**
             * Format: double
             * @description Its area, hectares.
             */
            area_ha: number;
            /** @description Why it is not larger. */
            growth_ended: components["schemas"]["GrowthEnd"];
            /**
             * Format: int32
             * @description For how many households it has room.
             */
            capacity_households: number;
            /**
             * Format: double
             * @description The mean score, 0 to 1.
             */
            score: number;
            /**
             * Format: double
             * @description The best score of a cell.
             */
            best_score: number;
            /** @description Each criterion's part. */
            values: components["schemas"]["CriterionValue"][];
            /** @description What is shut out around it, and how near. */
            nearby: components["schemas"]["NearbyExclusion"][];
            /** @description Its outline, as a GeoJSON geometry. */
            outline: Record<string, never>;
        };
        /** @description A place where a school could be built. */
        CandidatePoint: {
            /** @description Its name. */
            name?: string | null;
            /**
             * Format: double
             * @description Longitude, degrees on WGS 84.
             */
            lon: number;
            /**
             * Format: double
             * @description Latitude.
             */
            lat: number;
            /**
             * Format: double
             * @description How many pupils it could take; that of the question when absent.
             */
            capacity?: number | null;
            /**
             * Format: double
             * @description What it would cost, million dong; that of the question when absent.
             */
            cost_million_vnd?: number | null;
        };
        /** @description One number in two answers. */
        Change: {
            /** @description The row: its texts, and its width where it has one. */
            row: string;
            /** @description The column; `rows` for a row that only one answer has. */
            column: string;
            /**
             * Format: double
             * @description The number in the first answer; none when unknown or absent.
             */
            first?: number | null;
            /**
             * Format: double
             * @description The number in the second answer.
             */
            second?: number | null;
            /**
             * Format: double
             * @description Second less first.
             */
            difference?: number | null;
        };
        /** @description Some names of many. */
        ChangedNames: {
            /** @description How many there are. */
            count: number;
            /** @description The first of them. */
            names: string[];
        };
        /** @description What becomes of a column. */
        CheckedColumn: {
            /** @description The column's name in the file. */
            column: string;
            /** @description The attribute that it becomes; `null` where it is not taken over. */
            attribute?: string | null;
            title?: components["schemas"]["Text"] | null;
        };
        /** @description One value of a closed list. */
        ChoiceSummary: {
            /** @description As written in data. */
            value: string;
            /** @description As shown. */
            title: components["schemas"]["Text"];
        };
        /** @description Exposure by class. */
        ClassExposure: components["schemas"]["Exposed"] & {
            /** @description The class. What lies in several zones is counted in the worst of them only. */
            hazard_class: components["schemas"]["HazardClass"];
        };
        /**
         * @description How the figures of the communes are cut into classes; the same ways as on the screen.
         * @enum {string}
         */
        ClassMethod: "quantile" | "equal" | "natural" | "status";
        /** @description A class of the legend: from `lower`, included, to `upper`. */
        ClassView: {
            /**
             * Format: double
             * @description The lower edge, which belongs to the class.
             */
            lower: number;
            /**
             * Format: double
             * @description The upper edge.
             */
            upper: number;
            /** @description Whether the upper edge belongs to the class; so in the last one. */
            includes_upper: boolean;
            /** @description How many values lie in it. */
            count: number;
        };
        /** @description What is closed in this question. */
        Closures: {
            /**
             * @description Places that are closed: a road as a whole; of any other place, such as a danger spot or a flood zone, the pieces of
             *     road that it touches or, for a point, the piece nearest to it within 100 m.
             * @default []
             */
            places: string[];
            /** @description A drawn shape, as a GeoJSON geometry in WGS 84 degrees: the pieces of road that it touches are closed. */
            line?: Record<string, never> | null;
        };
        /** @description The indicator that colours the communes. */
        ColourBy: {
            /** @description The indicator. */
            indicator: string;
            /** @description The period; the newest year with real figures if not given. */
            period?: string | null;
            /** @description How the figures are cut into classes. */
            method?: components["schemas"]["ClassMethod"];
        };
        /** @description Something that a column can hold. */
        ColumnChoice: {
            /** @description Its name in an order. */
            name: string;
            /** @description Its title. */
            title: components["schemas"]["Text"];
            /** @description Whether every row needs it. */
            is_required: boolean;
        };
        /** @description What a column holds. */
        ColumnMeaning: {
            /** @description The column's name in the file. */
            column: string;
            /** @description The attribute that it becomes. */
            attribute: string;
        };
        /** @description What becomes of a community. */
        CommunityMove: {
            /** @description The community. */
            community: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Its households; none when unknown.
             */
            households?: number | null;
            /** @description The site, as its position in the list of sites; none when there is no place for it. */
            site?: number | null;
            form?: components["schemas"]["LegalForm"] | null;
            /**
             * Format: double
             * @description Minutes from the old village to the site.
             */
            minutes?: number | null;
            reason?: components["schemas"]["Text"] | null;
        };
        /** @description What comparisons give. */
        Compared: {
            /** @description The weights, adding up to one: the principal eigenvector. */
            weights: number[];
            /**
             * Format: double
             * @description The principal eigenvalue.
             */
            eigenvalue: number;
            /**
             * Format: double
             * @description (eigenvalue − n) / (n − 1).
             */
            consistency_index: number;
            /**
             * Format: double
             * @description The index divided by that of random comparisons; 0.1 and less is consistent.
             */
            consistency_ratio: number;
        };
        /** @description Two scenarios side by side. */
        Comparison: {
            /** @description The first. */
            first: string;
            /** @description The second. */
            second: string;
            /** @description The numbers that differ, computed for both on today's data. */
            changes: components["schemas"]["Change"][];
        };
        /**
         * @description A condition, by name.
         * @enum {string}
         */
        Condition: "most-minutes" | "most-open" | "most-new" | "budget" | "capacities" | "satellite-cut" | "boarding-communes" | "border-boarding" | "forbidden-sites" | "obligatory-sites";
        /** @description What it costs when the file is really in another system. */
        Consequence: {
            /** @description The other system's code, or `no-datum-shift`. */
            instead: string;
            /** @description Its name. */
            title: components["schemas"]["Text"];
            /**
             * Format: double
             * @description How far from the truth the features would be drawn, metres.
             */
            metres: number;
            /**
             * Format: double
             * @description To which side, degrees clockwise from north.
             */
            azimuth: number;
        };
        /** @description What a figure says. */
        Content: {
            /** @description The number, as a JSON number or an exact decimal text. */
            value?: string | null;
            /** @description Why there is no number. */
            missing_reason?: string | null;
            /** @description The code of the unit it is given in; the indicator's own if not given. */
            unit?: string | null;
            /** @description Who published it, and where. */
            source: string;
            /** @description How firm it is. */
            quality?: components["schemas"]["Quality"];
            /** @description What else a reader should know; for a correction, why it is made. */
            note?: string | null;
            /** @description Whether doubtful findings have been looked at and the figure is right. */
            is_confirmed?: boolean;
        };
        /** @description A corridor near a place. */
        CorridorHere: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Metres to its axis.
             */
            distance_m: number;
            /**
             * Format: double
             * @description The narrowest strip that holds the place, kilometres from the axis.
             */
            strip_km: number;
        };
        /** @description How fast people walk over level ground with one land cover. Of several rules that fit the last counts. */
        CoverRule: {
            /**
             * Format: int32
             * @description The class, by the code that the land cover's source gives it.
             */
            code: number;
            season?: components["schemas"]["Season"] | null;
            /**
             * Format: double
             * @description Kilometres an hour.
             */
            walking_speed_kmh: number;
        };
        /** @description The answer. */
        Coverage: {
            /**
             * Format: date
             * @description The day of the units.
             */
            on: string;
            /** @description The axes. */
            axes: components["schemas"]["AxisUsed"][];
            /** @description Coverage at each width, narrowest first. */
            widths: components["schemas"]["WidthCoverage"][];
            /** @description Listed places outside the widest strip, nearest first. */
            gaps: components["schemas"]["PlaceReached"][];
            /** @description Listed places whose position nobody knows, by kind and id: they are neither inside nor outside. */
            without_position?: components["schemas"]["PlaceUnplaced"][];
            /** @description What each kilometre adds. */
            curve: components["schemas"]["CurvePoint"][];
            alternative?: components["schemas"]["Alternative"] | null;
            /** @description The plane in which the strips were drawn. */
            metric_crs: components["schemas"]["MetricCrsDescription"];
            /** @description Layers and figures that the answer rests on; what is illustrative is marked. */
            sources?: components["schemas"]["SourceUsed"][];
            /** @description How people were spread, and what else a reader must know. */
            explanation: components["schemas"]["Text"][];
        };
        /** @description A question about corridor coverage. */
        CoverageRequest: components["schemas"]["Axes"] & {
            /** @description Distances from the axis to each side, kilometres. */
            widths_km?: number[];
            /**
             * Format: int32
             * @description Widest point of the curve, kilometres in steps of one; 0 for no curve.
             */
            curve_to_km?: number;
            /**
             * Format: date
             * @description The units of which day; today when absent.
             */
            on?: string | null;
            compare_with?: components["schemas"]["Axes"] | null;
        };
        /** @description How many of those who should report have. */
        CoverageView: {
            /** @description How many have reported. */
            reported: number;
            /** @description How many should. */
            of: number;
        };
        /** @description What part of an area and its people is covered. */
        Covered: {
            /**
             * Format: double
             * @description Whole area, km² (geodesic).
             */
            area_km2: number;
            /**
             * Format: double
             * @description Covered area, km².
             */
            covered_km2: number;
            /**
             * Format: double
             * @description Covered share of the area, 0 to 1.
             */
            area_share?: number | null;
            /**
             * Format: double
             * @description Whole population; none when unknown.
             */
            population?: number | null;
            /**
             * Format: double
             * @description Covered population.
             */
            covered_population?: number | null;
            /**
             * Format: double
             * @description Covered share of the population, 0 to 1.
             */
            population_share?: number | null;
        };
        /** @description A name and a password. */
        Credentials: {
            /** @description The account's name. */
            name: string;
            /** @description Its password. */
            password: string;
        };
        /**
         * @description What makes ground better or worse.
         * @enum {string}
         */
        Criterion: "slope" | "road" | "water" | "farmland" | "old-village" | "school" | "health-post";
        /** @description What an area is worth by one criterion. */
        CriterionValue: {
            /** @description The criterion. */
            criterion: components["schemas"]["Criterion"];
            /**
             * Format: double
             * @description The mean of what was measured: degrees of slope, or metres.
             */
            measured: number;
            /**
             * Format: double
             * @description The mean value, 0 to 1.
             */
            value: number;
        };
        /** @description The weight of one criterion. */
        CriterionWeight: {
            /** @description The criterion. */
            criterion: components["schemas"]["Criterion"];
            /**
             * Format: double
             * @description Its weight; only its share of the sum counts.
             */
            weight: number;
        };
        /** @description A reference system in which the file may be. */
        CrsCandidate: {
            /** @description Its code. */
            crs: string;
            /** @description Its name in planners' words. */
            title: components["schemas"]["Text"];
            /** @description The named transformation to WGS 84. */
            transformation: string;
            /** @description Whether the file itself states it. */
            is_stated: boolean;
            /** @description How many of the places that were looked up lie in the province. */
            inside: number;
            /** @description How many were looked up. */
            of: number;
            /** @description How many lie in the very unit that their row names; `null` where no row names one. */
            agreeing?: number | null;
            /** @description How many rows name a unit. */
            stated: number;
            /** @description West, south, east, north of those places (WGS 84). */
            bounds?: number[] | null;
            /** @description How far the features would be drawn wrong if the file is really in another system. */
            consequences: components["schemas"]["Consequence"][];
        };
        /** @description One point of the curve. */
        CurvePoint: {
            /**
             * Format: double
             * @description Distance from the axis to each side, kilometres.
             */
            width_km: number;
            /** @description The province at that width. */
            province: components["schemas"]["Covered"];
            /**
             * Format: double
             * @description Area added by the last kilometre, km².
             */
            added_km2: number;
            /**
             * Format: double
             * @description People added by the last kilometre; none when unknown.
             */
            added_population?: number | null;
        };
        /** @description The dashboard: targets by status and agency, each with its line. */
        Dashboard: {
            /**
             * Format: date
             * @description The day on which the targets are judged.
             */
            on: string;
            /** @description The years for which there are any figures of the programme. */
            periods: string[];
            /** @description How many targets have each status. */
            counts: components["schemas"]["StatusCounts"];
            /** @description The same by lead agency. */
            by_agency: components["schemas"]["AgencyCounts"][];
            /** @description The same by § of the programme. */
            by_section: components["schemas"]["SectionCounts"][];
            /** @description The targets. */
            targets: components["schemas"]["DashboardTarget"][];
            /** @description Whether any figure that counted was made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description A target on the dashboard. */
        DashboardTarget: {
            /** @description The target. */
            target: components["schemas"]["TargetView"];
            /** @description Where it stands. */
            status: components["schemas"]["StatusView"];
            latest?: components["schemas"]["FigureView"] | null;
            /** @description The province's figures of the indicator by year, for the sparkline; those without a number included. */
            series: components["schemas"]["FigureView"][];
            /** @description The figures of the judged series by year, where that is another indicator; the trajectory is on its scale. */
            judged_series: components["schemas"]["FigureView"][];
        };
        /** @description What the data were when a result was computed. */
        DataVersions: {
            /**
             * Format: int64
             * @description The version of the whole data.
             */
            version: number;
            /** @description SHA-256 of the file of each layer that has one. */
            layers: Record<string, never>;
        };
        /** @description The act that set a target. */
        DecisionView: {
            /** @description Its number, where it has one. */
            number?: string | null;
            /**
             * Format: date
             * @description Its date, where it is known.
             */
            date?: string | null;
            /** @description What it is. */
            title: string;
        };
        /**
         * @description Where the pupils are taken from.
         * @enum {string}
         */
        DemandSource: "best" | "settlements" | "satellite-points" | "communes";
        /** @description What an alternative covers more or less at one width. */
        Difference: {
            /**
             * Format: double
             * @description Distance from the axis to each side, kilometres.
             */
            width_km: number;
            /**
             * Format: double
             * @description More area, km².
             */
            area_km2: number;
            /**
             * Format: double
             * @description More people; none when unknown.
             */
            population?: number | null;
            /** @description Places that only the alternative reaches. */
            gained: string[];
            /** @description Places that only the first axes reach. */
            lost: string[];
        };
        /**
         * @description Which way a value should move.
         * @enum {string}
         */
        Direction: "up" | "down" | "band" | "neutral";
        /** @description The former district that a former unit belonged to. There are no districts since 1 July 2025. */
        District: {
            /** @description Its three-digit code. */
            code: string;
            /** @description Its full name, such as `Huyện Hòa An`. */
            name: string;
        };
        /** @description A road drawn for this question. Its ends join the nearest road within 100 m; it bridges rivers. */
        DrawnRoad: {
            /** @description Its line, as a GeoJSON geometry in WGS 84 degrees. */
            line: Record<string, never>;
            /** @description Its class. */
            road_class: components["schemas"]["RoadClass"];
            surface?: components["schemas"]["Surface"] | null;
            /** @description Whether vehicles may only go the way it was drawn. */
            is_one_way?: boolean;
            /**
             * Format: double
             * @description Its speed in the dry season, kilometres an hour; that of its class and surface when absent.
             */
            speed_kmh?: number | null;
        };
        /** @description A shape that the asker adds: a strip, a drawn line, a result. */
        DrawnShape: {
            /** @description What it is, for the legend; shapes with the same label share one line. */
            label: string;
            /** @description Its colour as `#rrggbb`; the colour of results if not given. */
            colour?: string | null;
            /** @description The mark of its points, so that they can be told apart without colours; a circle if not given. */
            mark?: components["schemas"]["MarkShape"];
            /** @description Whether the mark of its points is an outline only. */
            is_hollow?: boolean;
            /** @description The shape, GeoJSON on WGS 84 in degrees. */
            geometry: Record<string, never>;
        };
        /** @description For each feature the k nearest others. */
        EachNearest: {
            /** @description Among which features; those without a single position are passed over. */
            of: components["schemas"]["Features"];
            /** @description How many. */
            k: number;
        };
        /** @description What became of a figure that was entered. */
        Entered: {
            observation?: components["schemas"]["ObservationView"] | null;
            /** @description What was found. Rejected findings must be mended, doubtful ones confirmed. */
            findings: components["schemas"]["Finding"][];
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
            /** @description The same in Vietnamese. */
            vi: components["schemas"]["VietnameseDetail"];
        };
        /** @description How much of the ground a reason shuts out. */
        Excluded: {
            /** @description The reason. */
            reason: components["schemas"]["Exclusion"];
            /**
             * @description Whether there is a layer to judge it by; without one nothing is shut out by it, which is not the same as
             *     nothing being there.
             */
            is_judged: boolean;
            /**
             * Format: double
             * @description Area that it shuts out, alone or with others, km²; none when it is not judged.
             */
            area_km2?: number | null;
            /**
             * Format: double
             * @description Share of the ground.
             */
            share?: number | null;
        };
        /**
         * @description A reason for which ground is shut out.
         * @enum {string}
         */
        Exclusion: "hazard-zone" | "run-out" | "steep-upslope" | "steep-slope" | "flood" | "protected-forest" | "border-strip" | "far-from-road" | "unknown-height";
        /** @description What shuts ground out. */
        ExclusionLimits: {
            /**
             * Format: double
             * @description Distance kept from hazard zones, beyond the accuracy of their border, metres.
             * @default 50
             */
            hazard_margin_m: number;
            /**
             * Format: double
             * @description Ground steeper than this may slide, degrees.
             * @default 25
             */
            source_slope_degrees: number;
            /**
             * Format: double
             * @description Volume of the slide that run-out is reckoned with, cubic metres.
             * @default 10000
             */
            slide_volume_m3: number;
            /**
             * Format: double
             * @description Farthest that a slide may run, metres.
             * @default 1000
             */
            run_out_m: number;
            /**
             * Format: double
             * @description Distance kept from steep ground above, metres.
             * @default 200
             */
            steep_upslope_m: number;
            /**
             * Format: double
             * @description Steepest ground that may be built on, degrees.
             * @default 15
             */
            slope_degrees: number;
            /**
             * Format: double
             * @description Distance kept from rivers, metres.
             * @default 100
             */
            river_m: number;
            /**
             * Format: double
             * @description Width of the border strip, metres.
             * @default 1000
             */
            border_strip_m: number;
            /**
             * Format: double
             * @description Farthest from a road, metres.
             * @default 1000
             */
            road_m: number;
        };
        /** @description What lies in zones of one class. `None` is unknown, never zero. */
        Exposed: {
            /** @description Area, km². */
            area_km2: components["schemas"]["Ranged"];
            people?: components["schemas"]["Ranged"] | null;
            houses?: components["schemas"]["Ranged"] | null;
            schools?: components["schemas"]["Ranged"] | null;
            health_facilities?: components["schemas"]["Ranged"] | null;
            road_km?: components["schemas"]["Ranged"] | null;
            settlements_without_houses?: components["schemas"]["Ranged"] | null;
        };
        /** @description The answer. */
        Exposure: {
            /**
             * Format: date
             * @description The day of the units.
             */
            on: string;
            /** @description How many zones were used. */
            zones: number;
            /** @description In how many units hazards were mapped. */
            units_mapped: number;
            /** @description How many units there are. */
            units_of: number;
            /** @description The province by class: the sum of the mapped units, and no more. */
            province: components["schemas"]["ClassExposure"][];
            /** @description Each unit, by code. */
            units: components["schemas"]["UnitExposure"][];
            /** @description Layers and figures that the answer rests on; what is illustrative is marked. */
            sources: components["schemas"]["SourceUsed"][];
            metric_crs?: components["schemas"]["MetricCrsDescription"] | null;
            /** @description What a reader must know. */
            explanation: components["schemas"]["Text"][];
        };
        /** @description A question about exposure. */
        ExposureRequest: {
            /**
             * @description The kinds of hazard zones: landslide, flash flood or both.
             * @default [
             *       "landslide-zone",
             *       "flash-flood-zone"
             *     ]
             */
            hazards: components["schemas"]["PlaceKind"][];
            /**
             * @description Only zones of these layers; all when empty.
             * @default []
             */
            layers: string[];
            /**
             * @description Units that were surveyed although no zone was drawn there: their exposure is nil, not unknown.
             * @default []
             */
            surveyed_units: string[];
            /**
             * Format: date
             * @description The units of which day; today when absent.
             * @default null
             */
            on: string | null;
        };
        /** @description One factor of a priority. */
        Factor: {
            /**
             * Format: double
             * @description Its value; none when it is unknown.
             */
            value?: number | null;
            /** @description From what it comes. */
            basis: components["schemas"]["Text"];
            /** @description The layer that says so. */
            layer?: string | null;
        };
        /** @description The features that a question is about. */
        Features: "units" | {
            /** @description The places of a layer. */
            layer: string;
        } | {
            /** @description The places of a kind, of all layers. */
            kind: components["schemas"]["PlaceKind"];
        };
        /** @description A figure with what must stand beside it. */
        FigureView: {
            /** @description When. */
            period: string;
            /**
             * Format: double
             * @description The number; `null` where there is none, never a zero in its place.
             */
            value?: number | null;
            missing_reason?: components["schemas"]["Text"] | null;
            /** @description How it came about. */
            origin: components["schemas"]["Origin"];
            coverage?: components["schemas"]["CoverageView"] | null;
            /**
             * Format: double
             * @description The sum of the units, where a figure reported directly disagrees with it.
             */
            disagrees_with?: number | null;
            /** @description Whether it, or anything it is made of, was made up to show the screens. */
            is_illustrative: boolean;
            /** @description Who published it, or what it is made of. */
            sources: string[];
            /** @description The reported figure itself, at `/api/observations/{id}`; `null` where it was worked out from others. */
            observation?: string | null;
        };
        /** @description A filter as it came: text, or a JSON object. */
        FilterSource: string | Record<string, never>;
        /** @description Something that a check found. */
        Finding: {
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"];
            /** @description A stable code, such as `out-of-range`. */
            code: string;
            /** @description What is wrong, with the value. */
            message: components["schemas"]["Text"];
            /** @description How to mend it. */
            remedy: components["schemas"]["Text"];
        };
        /** @description A further condition on where features lie. */
        Further: {
            /** @description How features must lie, or must not. */
            relation: components["schemas"]["Relation"];
            /** @description Whether those that lie so are left out instead of kept. */
            is_not?: boolean;
        };
        /** @description The gate nearest to a place. */
        GateHere: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Metres to it.
             */
            distance_m: number;
            /** @description Whether the place is within the gate's zone. */
            is_in_zone: boolean;
        };
        /**
         * @description A goal of the programme.
         * @enum {string}
         */
        Goal: "satellite-cut" | "boarding-communes" | "border-boarding";
        /** @description How far a goal is reached. */
        GoalReport: {
            /** @description Which goal. */
            goal: components["schemas"]["Goal"];
            /** @description Of how many: satellite points of today, communes, border communes. */
            of: number;
            /** @description How many reach it today: satellite points gone, communes with boarding. */
            before: number;
            /** @description How many reach it then. */
            after: number;
            /**
             * Format: double
             * @description The share that is to reach it, 0 to 1.
             */
            target_share: number;
            /**
             * Format: double
             * @description The share that reaches it then; none where there is nothing to count.
             */
            share_after?: number | null;
            /** @description Whether the goal is reached; none where there is nothing to count. */
            is_reached?: boolean | null;
            /** @description The communes that do not reach it then. */
            missing: string[];
        };
        /** @description The ground that was judged. */
        GroundUsed: {
            /** @description How many cells were judged. */
            cells: number;
            /**
             * Format: double
             * @description Width of a cell in the middle, metres.
             */
            cell_width_m: number;
            /**
             * Format: double
             * @description Height of a cell, metres.
             */
            cell_height_m: number;
            /** @description The layer of heights; without one nothing is said of slopes and slides. */
            elevation?: string | null;
            /**
             * Format: double
             * @description Share of the ground that no reason shuts out.
             */
            open_share: number;
            /** @description What shuts ground out, and how much. */
            excluded: components["schemas"]["Excluded"][];
            /** @description The plane in which distances are measured. */
            metric_crs: components["schemas"]["MetricCrsDescription"];
        };
        /**
         * @description Why an area grew no farther.
         * @enum {string}
         */
        GrowthEnd: "largest-size" | "no-more-fit-ground";
        /**
         * @description How dangerous a zone is; later is worse.
         * @enum {string}
         */
        HazardClass: "low" | "medium" | "high" | "very-high";
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
        /**
         * @description How heights are written in pixels.
         * @enum {string}
         */
        HeightEncoding: "terrarium";
        /** @description One answer. */
        Hit: {
            /** @description What sort of thing it is. */
            type: components["schemas"]["HitType"];
            /** @description Its id: a unit's key, or the id of a place, an indicator or a task. */
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
        HitType: "unit" | "former_unit" | "place" | "indicator" | "task";
        /** @description One indicator with the province's yearly series. */
        IndicatorDetail: components["schemas"]["IndicatorView"] & {
            /** @description The province's figures by year. */
            province: components["schemas"]["FigureView"][];
        };
        /** @description The indicators that were asked for. */
        IndicatorList: {
            /** @description How many there are in all. */
            total: number;
            /** @description One page of them, by id. */
            indicators: components["schemas"]["IndicatorView"][];
        };
        /**
         * @description Why an indicator is in the catalogue.
         * @enum {string}
         */
        IndicatorRole: "programme" | "input" | "context";
        /** @description The series of an indicator for one subject. */
        IndicatorSeries: components["schemas"]["SubjectView"] & {
            /** @description The indicator. */
            indicator: string;
            /** @description How many there are in all. */
            total: number;
            /** @description One page of the figures, in order of period; those without a number included. */
            points: components["schemas"]["FigureView"][];
        };
        /** @description One value of an indicator. */
        IndicatorValue: components["schemas"]["SubjectView"] & components["schemas"]["FigureView"] & {
            status?: components["schemas"]["Status"] | null;
            own_target?: components["schemas"]["OwnTarget"] | null;
            /** @description What it is made of: former units, numerator and denominator. */
            parts: components["schemas"]["PartView"][];
        };
        /** @description The values of an indicator in one period. */
        IndicatorValues: {
            /** @description The indicator. */
            indicator: string;
            /** @description The period; `null` where there is no figure of any. */
            period?: string | null;
            /** @description On which units. */
            basis: components["schemas"]["Basis"];
            /** @description The unit of measure. */
            unit: components["schemas"]["MeasureUnit"];
            /**
             * Format: int32
             * @description How many decimals are shown.
             */
            decimals: number;
            province?: components["schemas"]["FigureView"] | null;
            /** @description How many of the units or places listed have a value. */
            coverage: components["schemas"]["CoverageView"];
            /** @description The values, by unit or place. */
            values: components["schemas"]["IndicatorValue"][];
            /** @description The legend's classes, which neither overlap nor leave a gap. */
            classes: components["schemas"]["ClassView"][];
            /** @description Whether any value was made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description An indicator of the catalogue. */
        IndicatorView: {
            /** @description The stable id. */
            id: string;
            /** @description The short name. */
            name: components["schemas"]["Text"];
            /** @description What exactly is counted. */
            definition: components["schemas"]["Text"];
            /** @description The unit of its values. */
            unit: components["schemas"]["MeasureUnit"];
            /**
             * Format: int32
             * @description How many decimals are shown.
             */
            decimals: number;
            /** @description Which way is better. */
            direction: components["schemas"]["Direction"];
            /** @description `additive`, `rate`, `reported-rate`, `share-of-units`, `change`, `score`, `rank`, `milestone` or `composite`. */
            kind: string;
            /** @description The indicators that it is computed from; of a rate the numerator, then the denominator. */
            inputs: string[];
            subset?: components["schemas"]["UnitSubset"] | null;
            /** @description Whether it is computed and never entered. */
            is_computed: boolean;
            /** @description What its figures may belong to. */
            attaches_to: components["schemas"]["Attachment"][];
            /** @description The kinds of places that its figures may belong to; none where only the province and its units report. */
            place_kinds: components["schemas"]["PlaceKind"][];
            /** @description How units' figures make the province's: `sum`, `weighted-mean`, `share-of-units`, `recomputed` or `none`. */
            rollup: string;
            /** @description Who answers for it. */
            lead: components["schemas"]["AgencyName"];
            /** @description Who helps. */
            coordinating: components["schemas"]["AgencyName"][];
            /** @description Whether the programme itself names the lead. */
            assignment: components["schemas"]["Assignment"];
            /** @description How often it is reported. */
            rhythm: components["schemas"]["Rhythm"];
            /** @description The § of the programme. */
            section?: string | null;
            /** @description Why it is in the catalogue. */
            role: components["schemas"]["IndicatorRole"];
            /** @description Whether it can be shown on the map by commune. */
            is_by_commune: boolean;
            /** @description Whether it counts what happens during a period, so that the parts of a year add up; otherwise it is a state. */
            is_flow: boolean;
            /** @description The years for which there are approved figures, the oldest first. */
            periods: string[];
            /** @description The ids of its targets. */
            targets: string[];
        };
        /** @description The area within so many minutes of the nearest facility. */
        IsochroneDrawn: {
            /**
             * Format: double
             * @description Minutes.
             */
            minutes: number;
            /**
             * Format: double
             * @description Its geodesic area, km².
             */
            area_km2: number;
            /** @description Its outline, as a GeoJSON geometry. */
            outline: Record<string, never>;
        };
        /**
         * @description The language of the words on the sheet.
         * @enum {string}
         */
        Language: "vi" | "en";
        /** @description What changes among the places of a layer. */
        LayerChanges: {
            /** @description Places that are new. */
            added: components["schemas"]["ChangedNames"];
            /** @description Places that change. */
            changed: components["schemas"]["ChangedNames"];
            /** @description Places that go. */
            removed: components["schemas"]["ChangedNames"];
            /** @description How many stay as they are. */
            unchanged: number;
            /** @description How many records of illustrative layers go, since official ones take their place. */
            illustrative_removed: number;
        };
        /** @description What taking a file in would do. */
        LayerCheck: {
            /** @description The checksum of all this; a confirmation repeats it. */
            checksum: string;
            /** @description The layer that the file becomes. */
            layer_id: string;
            /** @description Its title. */
            title: components["schemas"]["Text"];
            /** @description Whether it is new. */
            is_new_layer: boolean;
            /** @description How many features it holds now. */
            present: number;
            /** @description The named transformation to WGS 84. */
            transformation: string;
            /** @description How many rows (units of boundaries, cells of a raster) would be taken in. */
            accepted: number;
            /** @description How many rows would not. */
            refused: number;
            /** @description Whether it can be confirmed. */
            may_confirm: boolean;
            /** @description Every mistake. */
            problems: components["schemas"]["ProblemList"];
            /** @description Which column becomes what. */
            columns: components["schemas"]["CheckedColumn"][];
            changes?: components["schemas"]["LayerChanges"] | null;
            boundaries?: components["schemas"]["BoundaryChanges"] | null;
            raster?: components["schemas"]["RasterChanges"] | null;
            /** @description Facts to know. */
            notices: components["schemas"]["Text"][];
        };
        /** @description A confirmation: the order, and the checksum of the check that was looked at. */
        LayerConfirmation: {
            /** @description What was checked. */
            order: components["schemas"]["LayerOrder"];
            /** @description The checksum that the check named. */
            checksum: string;
        };
        /** @description A kind of layer. */
        LayerKind: {
            /** @description The kind's name, such as `school`, `elevation` or `boundaries`. */
            id: string;
            /** @description `places`, `raster` or `boundaries`. */
            content: string;
            /** @description Its title. */
            title: components["schemas"]["Text"];
            /**
             * @description The id of the layer that a file of this kind becomes where no other is named; `null` for boundaries, whose id
             *     tells their day.
             */
            usual_layer?: string | null;
            /** @description What a column of the file can hold. */
            attributes: components["schemas"]["ColumnChoice"][];
        };
        /** @description The kinds of layers. */
        LayerKindList: {
            /** @description Places first, then rasters, then boundaries. */
            kinds: components["schemas"]["LayerKind"][];
        };
        /** @description The layers. */
        LayerList: {
            /** @description The layers, by group. */
            layers: components["schemas"]["LayerSummary"][];
        };
        /** @description What an uploaded file is to become. */
        LayerOrder: {
            /** @description The kind: one of `/api/layer-kinds`. */
            kind: string;
            /** @description How the file is to be read. */
            reading?: components["schemas"]["ReadingParams"];
            /** @description The id of the layer, whose content is replaced; the kind's usual one if none is given. */
            id?: string | null;
            title?: components["schemas"]["Text"] | null;
            /** @description Which column holds what, where its name does not say so. */
            mapping?: components["schemas"]["ColumnMeaning"][];
            /** @description Columns that are not taken in although their names say what they hold. */
            left_out?: string[];
            /** @description Take in the accepted rows although others are refused. */
            without_refused?: boolean;
            /** @description Who made the data. */
            source?: string | null;
            /** @description The terms of use. */
            licence?: string | null;
            /**
             * Format: date
             * @description The day on which the data were received.
             */
            retrieved?: string | null;
            /**
             * Format: double
             * @description How far a position may be from the truth, metres.
             */
            accuracy_m?: number | null;
            /** @description How the data were made. */
            method?: string | null;
            /**
             * Format: date
             * @description The first day on which boundaries count; today if none is given.
             */
            valid_from?: string | null;
            /**
             * Format: double
             * @description How far to either side borders that should be one may lie from their middle, metres.
             */
            tolerance_m?: number | null;
            /** @description Take boundaries of units that have another name in the registry. */
            may_differ_in_name?: boolean;
            /** @description Write over boundaries that count from the same day on. */
            may_replace?: boolean;
            /**
             * Format: double
             * @description The value that marks cells without one, where a raster does not say so itself.
             */
            no_data?: number | null;
        };
        /** @description A layer. */
        LayerSummary: {
            /** @description Its id, also the name of its tiles. */
            id: string;
            /** @description `boundaries`, `places` or `raster`. */
            content: string;
            kind?: components["schemas"]["PlaceKind"] | null;
            /** @description The group under which it is listed. */
            group: string;
            /** @description Its title. */
            title: components["schemas"]["Text"];
            /**
             * @description `point`, `line`, `polygon`, `mixed`, `grid` for a raster, or `none` where only the units of the places
             *     are known.
             */
            geometry_type: string;
            /** @description How many features it holds; of a raster, how many cells with a value. */
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
            raster?: components["schemas"]["RasterAbout"] | null;
        };
        /** @description A layer that was taken in. */
        LayerTakenIn: {
            /** @description Its id. */
            layer_id: string;
            /** @description How many records changed. */
            records: number;
            /**
             * Format: int64
             * @description The version of the data now.
             */
            version: number;
        };
        /** @description An uploaded file, and what is in it. */
        LayerUpload: {
            /** @description Its id. */
            id: string;
            /** @description The file's name. */
            file: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size_bytes: number;
            /** @description Its checksum. */
            sha256: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            uploaded_at: string;
            /**
             * Format: date-time
             * @description When it is removed of itself.
             */
            expires_at: string;
            /** @description The format, as GDAL calls it. */
            format: string;
            /** @description Whether it holds cells instead of features. */
            is_raster: boolean;
            /** @description The layers in the file; empty for formats without. */
            layers: components["schemas"]["UploadedLayer"][];
            /** @description The one that was read. */
            layer?: string | null;
            /** @description Its columns. */
            fields: components["schemas"]["UploadedField"][];
            /** @description How many features (cells of a raster) it has. */
            count: number;
            /** @description How many of them have a geometry. */
            located: number;
            /** @description `point`, `line`, `polygon`, `mixed`, `grid` for a raster, or `none`. */
            geometry: string;
            /** @description West, south, east, north in the units of the file. */
            extent?: number[] | null;
            stated_crs?: components["schemas"]["SystemName"] | null;
            /** @description The system that is proposed: the stated one where it fits, otherwise the best of the candidates. */
            proposed_crs?: string | null;
            /** @description The systems that put the file into the province, the best first. */
            candidates: components["schemas"]["CrsCandidate"][];
            hint?: components["schemas"]["Text"] | null;
            /** @description Rows that could not be read. */
            problems: components["schemas"]["ProblemList"];
            /** @description Facts to know. */
            notices: components["schemas"]["Text"][];
        };
        /** @description The files that wait. */
        LayerUploadList: {
            /** @description The newest first. */
            uploads: components["schemas"]["WaitingUpload"][];
        };
        /**
         * @description The legal forms of relocation.
         * @enum {string}
         */
        LegalForm: "concentrated" | "interspersed" | "on-site";
        /** @description The history of every unit that had a code. */
        Lineages: {
            /** @description The units, the oldest first. */
            units: components["schemas"]["UnitHistory"][];
        };
        /** @description What was found. */
        LocateAnswer: {
            /**
             * Format: date
             * @description The day of units and places.
             */
            on: string;
            /** @description One entry for each place, in their order. */
            locations: components["schemas"]["Location"][];
            /** @description In what places were looked for, and how. */
            explanation: components["schemas"]["Text"][];
            /** @description The layers that were looked into; what is illustrative is marked. */
            sources: components["schemas"]["SourceUsed"][];
        };
        /** @description What to look for besides the unit. */
        LocateOptions: {
            /**
             * @description Half-widths of the corridor strips, kilometres from the axis; the narrowest that holds the place is named.
             * @default [
             *       1,
             *       2,
             *       5,
             *       10
             *     ]
             */
            strips_km: number[];
            /**
             * Format: double
             * @description Radius of a gate's zone, kilometres.
             * @default 5
             */
            gate_zone_km: number;
        };
        /** @description Places to look up. */
        LocateRequest: {
            /** @description The places, each as [longitude, latitude] in degrees on WGS 84. */
            places: number[][];
            /** @description What to look for besides the unit. */
            options?: components["schemas"]["LocateOptions"];
            /**
             * Format: date
             * @description The units and places of which day; today when absent.
             */
            on?: string | null;
        };
        /** @description A list that was looked up, as the event stream brings it. */
        LocatedList: {
            /** @description The rows of the list with more columns, as separated values in the list's own dialect. */
            csv: string;
            /** @description How many rows were looked up. */
            count: number;
            /** @description How many rows hold no place; they are in the list, without an answer. */
            refused_count: number;
            /** @description The first of them, at most 500. */
            refused: components["schemas"]["RefusedPlace"][];
            /** @description The layers that were looked into; what is illustrative is marked. */
            sources: components["schemas"]["SourceUsed"][];
        };
        /** @description Everything known of one place. */
        Location: {
            /**
             * Format: double
             * @description Longitude, degrees, WGS 84.
             */
            lon: number;
            /**
             * Format: double
             * @description Latitude, degrees, WGS 84.
             */
            lat: number;
            unit?: components["schemas"]["UnitHere"] | null;
            /** @description Other units that have the place on their border or overlap there. */
            also_in: string[];
            /** @description Whether the place lies exactly on a border. It then belongs to the unit with the lowest code. */
            is_on_border: boolean;
            /** @description Corridors whose widest strip holds the place, nearest first. */
            corridors: components["schemas"]["CorridorHere"][];
            /** @description Hazard zones that hold the place, by id. */
            zones: components["schemas"]["ZoneHere"][];
            gate?: components["schemas"]["GateHere"] | null;
        };
        /**
         * @description How exactly it is known where a task is carried out.
         * @enum {string}
         */
        LocationLevel: "position" | "unit" | "unknown";
        /** @description One step with many figures. */
        ManySteps: components["schemas"]["Step"] & {
            /** @description With which figures; each once, 500 at most. */
            figures: components["schemas"]["SeenFigure"][];
        };
        /**
         * @description The form of the file.
         * @enum {string}
         */
        MapFormat: "pdf" | "png";
        /** @description A printed map, as it is asked for. Everything has a default: `{}` is the whole province on A4. */
        MapRequest: {
            /**
             * @description The size of the sheet.
             * @default a4
             */
            paper: components["schemas"]["Paper"];
            /**
             * @description Which way it lies.
             * @default landscape
             */
            orientation: components["schemas"]["Orientation"];
            /**
             * @description The form of the file.
             * @default pdf
             */
            format: components["schemas"]["MapFormat"];
            /**
             * Format: int32
             * @description Dots per inch of a PNG, 72 to 300; 150 if not given.
             * @default null
             */
            dpi: number | null;
            /**
             * @description The language of the words.
             * @default vi
             */
            language: components["schemas"]["Language"];
            /**
             * @description The title; one made from what the map shows if not given.
             * @default null
             */
            title: string | null;
            /**
             * Format: int32
             * @description The scale's denominator, such as 500000; the largest round one at which the extent fits if not given.
             * @default null
             */
            scale: number | null;
            /**
             * @description What has to be on the sheet, as west, south, east, north in degrees; the province if not given.
             * @default null
             */
            extent: number[] | null;
            /**
             * @description The layers of places to draw; those that the screen shows at first if not given.
             * @default null
             */
            layers: string[] | null;
            /** @default null */
            colour: components["schemas"]["ColourBy"] | null;
            /** @default null */
            shading: components["schemas"]["OwnShading"] | null;
            /**
             * @description Whether each commune's value stands under its name.
             * @default false
             */
            shows_values: boolean;
            /**
             * @description The commune that is outlined.
             * @default null
             */
            picked: string | null;
            /**
             * @description Shapes that the asker adds.
             * @default []
             */
            drawn: components["schemas"]["DrawnShape"][];
            /**
             * Format: date
             * @description The units of which day; today if not given.
             * @default null
             */
            on: string | null;
        };
        /**
         * @description Whether hazards were mapped in a unit.
         * @enum {string}
         */
        Mapping: "mapped" | "not-mapped";
        /**
         * @description The shape of a mark, the same as on the screen.
         * @enum {string}
         */
        MarkShape: "circle" | "diamond" | "triangle" | "triangle-down" | "square" | "hexagon" | "plus" | "house" | "star" | "trapezoid" | "shield" | "pentagon";
        /** @description Who is signed in. */
        Me: {
            account?: components["schemas"]["Account"] | null;
        };
        /** @description A unit of measurement with its words. */
        MeasureUnit: {
            /** @description The stable code: `percent`, `persons`, `km2` … */
            code: string;
            /** @description The words that stand after a value. */
            label: components["schemas"]["Text"];
        };
        /** @description What an answer says of the plane in which it was computed. */
        MetricCrsDescription: {
            /** @description The plane in words. */
            name: string;
            /** @description The same as a PROJ string. */
            proj: string;
            /**
             * Format: double
             * @description Largest relative error of a length in the plane over the data, before widths are corrected.
             */
            scale_error_max: number;
        };
        /**
         * @description What is to be as good as can be.
         * @enum {string}
         */
        Model: "lscp" | "mclp" | "p-median" | "p-center";
        /** @description A settlement or danger spot with its priority. */
        MovePriority: {
            /** @description Its rank from 1; none when a factor is unknown. */
            rank?: number | null;
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Settlement or danger spot. */
            kind: components["schemas"]["PlaceKind"];
            /** @description The unit that it lies in. */
            unit_code?: string | null;
            /**
             * Format: double
             * @description Its longitude, degrees.
             */
            lon: number;
            /**
             * Format: double
             * @description Its latitude.
             */
            lat: number;
            /**
             * Format: double
             * @description People × hazard × vulnerability; none when a factor is unknown.
             */
            score?: number | null;
            /** @description How many people. */
            people: components["schemas"]["Factor"];
            /** @description The hazard class as a number: 0.25, 0.5, 0.75 or 1; 0 outside every zone of a unit whose hazards were mapped. */
            hazard: components["schemas"]["Factor"];
            /** @description 1 to 2: one and the mean of the shares of poor households and of old, young and disabled people. */
            vulnerability: components["schemas"]["Factor"];
        };
        /** @description A position with a name. */
        NamedPosition: {
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Longitude, degrees, WGS 84.
             */
            lon: number;
            /**
             * Format: double
             * @description Latitude, degrees, WGS 84.
             */
            lat: number;
        };
        /** @description Ground nearby that is shut out. */
        NearbyExclusion: {
            /** @description The reason. */
            reason: components["schemas"]["Exclusion"];
            /**
             * Format: double
             * @description Metres from the middle of the area's nearest cell to that of the nearest such cell.
             */
            distance_m: number;
            /**
             * Format: double
             * @description Its share of the ground around the area.
             */
            share: number;
        };
        /** @description A neighbour of a feature. */
        NeighbourFound: {
            /** @description Its id or code. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Geodesic distance, metres.
             */
            distance_m: number;
        };
        /** @description A new account. */
        NewAccount: components["schemas"]["AccountForm"] & {
            /** @description The name to sign in with: lower-case letters, digits and hyphens. */
            name: string;
        };
        /** @description A figure to be entered. */
        NewObservation: components["schemas"]["Content"] & {
            /** @description What is measured. */
            indicator: string;
            /** @description Where: `province`, `unit.CODE@FIRST_DAY` or `place.ID`. */
            subject: string;
            /** @description When. */
            period: string;
        };
        /** @description A new revision of a target. What is not given stays as it was. */
        NewRevision: {
            /** @description What must be true: `{"type": "at-least", "value": 90}`; see a target's `rule` for the types. */
            rule?: Record<string, never> | null;
            /** @description Where the way begins: `{"period": "2025", "value": 60, "source": "…"}`. */
            baseline?: Record<string, never> | null;
            /** @description Points that the way passes: `[{"period": "2028", "value": 70}]`. */
            path?: Record<string, never>[] | null;
            /** @description The last period. */
            by?: string | null;
            /**
             * @description The decision that sets it, with its number and its date:
             *     `{"number": "12-QĐ/TU", "date": "2027-03-01", "title": "…"}`.
             */
            decision: Record<string, never>;
            note?: components["schemas"]["Text"] | null;
        };
        /** @description An analysis to run and keep. */
        NewScenario: {
            /** @description Its name. */
            name: string;
            /** @description Which analysis. */
            kind: components["schemas"]["ScenarioKind"];
            /** @description The question, as the analysis' own address takes it. */
            request: Record<string, never>;
        };
        /**
         * @description Why there is no value.
         * @enum {string}
         */
        NoValue: "outside" | "missing";
        /** @description A figure with its revisions and history. */
        ObservationDetail: components["schemas"]["ObservationView"] & {
            /** @description All revisions that the caller may see, the oldest first. */
            revisions: components["schemas"]["ObservationView"][];
            /** @description Its changes, the newest first; empty without an account. */
            history: components["schemas"]["AuditEntry"][];
        };
        /** @description The figures that were asked for. */
        ObservationList: {
            /** @description How many there are in all. */
            total: number;
            /** @description One page of them, by indicator, subject, period and revision. */
            observations: components["schemas"]["ObservationView"][];
        };
        /** @description A figure as it was entered, with its state. */
        ObservationView: components["schemas"]["SubjectView"] & {
            /** @description The stable id. */
            id: string;
            /** @description What is measured. */
            indicator: string;
            /** @description When. */
            period: string;
            /**
             * Format: int32
             * @description The number of the revision, from 1.
             */
            revision: number;
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
            /** @description `draft`, `submitted`, `approved` or `returned`. */
            state: string;
            /** @description Who approved or returned it. */
            decided_by?: string | null;
            /**
             * Format: date-time
             * @description When it was submitted, approved or returned.
             */
            state_since?: string | null;
            /** @description Why it was returned. */
            returned_because?: string | null;
            /** @description Whether it was made up to show the screens. */
            is_illustrative: boolean;
            /** @description Who entered it. */
            entered_by: string;
            /**
             * Format: date-time
             * @description When it was entered.
             */
            entered_at: string;
            /** @description What else a reader should know. */
            note?: string | null;
        };
        /** @description An account with a password made up for it. */
        OneTimePassword: {
            /** @description The account. */
            account: components["schemas"]["Account"];
            /** @description The password to hand to the person; it is shown once and must be changed at the first sign-in. */
            one_time_password: string;
        };
        /**
         * @description Which way the sheet lies.
         * @enum {string}
         */
        Orientation: "landscape" | "portrait";
        /**
         * @description How a figure came about.
         * @enum {string}
         */
        Origin: "reported" | "over-time" | "standing" | "merged" | "computed" | "rolled-up" | "absent";
        /** @description What an origin reaches. */
        OriginTrips: {
            /** @description The origin, by its position in the answer's list. */
            origin: number;
            /** @description The way to the nearest facility. */
            nearest: components["schemas"]["TripFound"];
            /** @description The way to each facility, in the order of the answer's list; empty unless the matrix was asked for. */
            all?: components["schemas"]["TripFound"][];
        };
        /** @description One class of [`OwnShading`]. */
        OwnClass: {
            /** @description Its colour as `#rrggbb`. */
            colour: string;
            /** @description What it means. */
            label: string;
        };
        /** @description Classes that the asker has worked out, such as the coverage of a corridor or a saved scenario. */
        OwnShading: {
            /** @description What the colours tell. */
            title: string;
            /** @description Unit, period, method. */
            note?: string;
            /** @description The classes, from the least. */
            rows: components["schemas"]["OwnClass"][];
            /** @description Which class (from 0) each commune is in, by code; communes left out have no data. */
            classes: Record<string, never>;
            /** @description Whether any of it was made up to show the screens. */
            is_illustrative?: boolean;
        };
        /** @description A target that a unit has of its own: set for it alone, or for each unit. */
        OwnTarget: {
            /** @description The target's id. */
            id: string;
            /** @description What must be true. */
            rule: components["schemas"]["RuleView"];
            /** @description The last period, by whose end it must hold. */
            by: string;
        };
        /** @description How fast a value moves in a year. */
        PaceView: {
            /**
             * Format: double
             * @description How much.
             */
            value: number;
            /** @description Whether it is per cent of the value rather than units of the indicator. */
            is_percent: boolean;
        };
        /** @description Criteria compared in pairs. */
        Pairwise: {
            /** @description The criteria, in the order of rows and columns. */
            criteria: components["schemas"]["Criterion"][];
            /** @description How much more the row's criterion counts than the column's: 1 as much, 9 far more, 1/9 far less. */
            matrix: number[][];
            /** @description Goes on with a warning where the comparisons contradict each other (ratio above 0.1). */
            accepts_inconsistency?: boolean;
        };
        /**
         * @description The size of the sheet.
         * @enum {string}
         */
        Paper: "a4" | "a3";
        /** @description A figure that another is made of. */
        PartView: components["schemas"]["SubjectView"] & {
            /** @description What is measured. */
            indicator: string;
            /** @description When. */
            period: string;
            /**
             * Format: double
             * @description The number; `null` where there is none.
             */
            value?: number | null;
            /** @description The reported figure behind it, where there is one. */
            observation?: string | null;
        };
        /** @description The password that an account has, and the one that it shall have. */
        PasswordChange: {
            /** @description The password that the account has. */
            old: string;
            /** @description The password that it shall have: at least 10 characters. */
            new: string;
        };
        /** @description People within so many minutes of a facility. */
        PeopleWithin: {
            /**
             * Format: double
             * @description Minutes.
             */
            minutes: number;
            /**
             * Format: double
             * @description People.
             */
            people: number;
            /**
             * Format: double
             * @description Their share of all people, 0 to 1, those who reach nothing among them.
             */
            share?: number | null;
        };
        /** @description Counts and sums per zone. */
        PerZone: {
            /** @description The zones: units, or places with areas. */
            zones: components["schemas"]["Features"];
            /** @description Attributes to add up. */
            sum?: string[];
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
            /** @description The newest approved figure of every indicator that it has figures of. */
            figures: components["schemas"]["UnitFigure"][];
            /** @description The ids of the tasks and projects there. */
            tasks: string[];
        };
        /**
         * @description What a place is.
         * @enum {string}
         */
        PlaceKind: "border-gate" | "corridor" | "industrial-cluster" | "processing-area" | "landslide-spot" | "landslide-zone" | "flash-flood-zone" | "school" | "satellite-point" | "health-facility" | "settlement" | "relocation-site" | "project" | "tourism-site" | "monument" | "geopark" | "town" | "river" | "road" | "protected-forest" | "farmland" | "point-of-interest";
        /** @description Places. */
        PlaceList: {
            /** @description How many places match in all. */
            total: number;
            /** @description The places, by id. */
            places: components["schemas"]["PlaceSummary"][];
        };
        /** @description A place inside or outside a strip. */
        PlaceReached: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its kind. */
            kind: components["schemas"]["PlaceKind"];
            /** @description The unit that owns it. */
            unit_code?: string | null;
            /**
             * Format: double
             * @description Metres to the nearest axis.
             */
            distance_m: number;
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
        /** @description A place whose position nobody knows. */
        PlaceUnplaced: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its kind. */
            kind: components["schemas"]["PlaceKind"];
            /** @description The units that it is said to be in. */
            unit_codes: string[];
        };
        /** @description A place as it was used. */
        PlaceUsed: {
            /** @description Its id; none for a position that was given. */
            id?: string | null;
            /** @description Its name. */
            name: string;
            /** @description The unit that owns it. */
            unit_code?: string | null;
            /**
             * Format: double
             * @description Longitude, degrees, WGS 84.
             */
            lon: number;
            /**
             * Format: double
             * @description Latitude, degrees, WGS 84.
             */
            lat: number;
        };
        /** @description Places by kind, by id and by position; all of them together. */
        PlacesAsked: {
            /**
             * @description Every place of these kinds.
             * @default []
             */
            kinds: components["schemas"]["PlaceKind"][];
            /**
             * @description Places by id.
             * @default []
             */
            places: string[];
            /**
             * @description Positions that are no places of the data, such as a site that is only thought of.
             * @default []
             */
            positions: components["schemas"]["NamedPosition"][];
        };
        /** @description One figure of the judged series. */
        PointView: {
            /** @description When. */
            period: string;
            /**
             * Format: double
             * @description How much.
             */
            value: number;
            /** @description Whether it was made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description Mistakes in a file: the first ones in full, all of them counted. */
        ProblemList: {
            /** @description How many there are. */
            total: number;
            /** @description The first of them. */
            told: components["schemas"]["ProblemView"][];
        };
        /** @description One mistake. */
        ProblemView: {
            /**
             * Format: int64
             * @description The row, where it has one.
             */
            row?: number | null;
            /** @description The column, where it has one. */
            field?: string | null;
            /** @description The value found. */
            value?: string | null;
            /** @description What is wrong. */
            message: components["schemas"]["Text"];
            /** @description How to mend it. */
            remedy: components["schemas"]["Text"];
        };
        /** @description How far a task has come. */
        Progress: {
            /**
             * Format: double
             * @description How much is done, in per cent.
             */
            progress_percent?: number | null;
            /**
             * Format: double
             * @description The budget, in million đồng.
             */
            budget_million_vnd?: number | null;
            /**
             * Format: double
             * @description Paid out so far, in million đồng.
             */
            disbursed_million_vnd?: number | null;
            /** @description What stands in the way; empty where nothing does. */
            obstacles?: string | null;
        };
        /** @description How far a task had come. */
        ProgressView: {
            /**
             * Format: double
             * @description How much was done, in per cent.
             */
            progress_percent?: number | null;
            /**
             * Format: double
             * @description The budget, in million đồng.
             */
            budget_million_vnd?: number | null;
            /**
             * Format: double
             * @description Paid out until then, in million đồng.
             */
            disbursed_million_vnd?: number | null;
            /** @description What stood in the way. */
            obstacles?: string | null;
            /**
             * Format: date
             * @description The last day by which it had to be done.
             */
            deadline: string;
            /** @description Whether it was made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description Where the pace so far leads. */
        ProjectionView: {
            /** @description By when. */
            period: string;
            /**
             * Format: double
             * @description To what.
             */
            value: number;
            /** @description Whether that would do. */
            is_met: boolean;
            /** @description What is assumed. */
            assumption: components["schemas"]["Text"];
        };
        /** @description A proposed site, checked. */
        ProposedChecked: {
            /** @description Its name. */
            name: string;
            /** @description Its id, where it is a place of the layer of relocation sites. */
            id?: string | null;
            /**
             * Format: double
             * @description Its longitude, degrees; of an outline that of a place inside.
             */
            lon: number;
            /**
             * Format: double
             * @description Its latitude.
             */
            lat: number;
            /** @description Its outline, as a GeoJSON geometry; none where it is a place. */
            outline?: Record<string, never> | null;
            /**
             * Format: double
             * @description Area of the outline, hectares.
             */
            area_ha?: number | null;
            /** @description The unit that it lies in. */
            unit_code?: string | null;
            /** @description Its legal form. */
            form: components["schemas"]["LegalForm"];
            /**
             * Format: int32
             * @description How many households it has room for: as stated, else by its area; none when neither is known.
             */
            capacity_households?: number | null;
            /** @description Whether nothing that could be judged speaks against any part of it. */
            is_fit: boolean;
            /** @description Every check. */
            checks: components["schemas"]["SiteCheck"][];
            /**
             * Format: double
             * @description Its mean score as if it were not shut out; none where it lies outside the ground that was asked about.
             */
            score?: number | null;
            /** @description Each criterion's part. */
            values: components["schemas"]["CriterionValue"][];
        };
        /** @description A site that was proposed. */
        ProposedSite: {
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Its longitude, degrees on WGS 84; may be left out where an outline is given.
             */
            lon?: number | null;
            /**
             * Format: double
             * @description Its latitude; likewise.
             */
            lat?: number | null;
            /** @description Its outline, as a GeoJSON polygon in WGS 84 degrees: then all of it is checked, not one place. */
            outline?: Record<string, never> | null;
            /** @description Its legal form. */
            form?: components["schemas"]["LegalForm"];
            /**
             * Format: int32
             * @description How many households it has room for, at most 1,000,000. Where it is left out an outline has room for its area ÷ the ground for each
             *     household, and nobody is assigned to a place.
             */
            capacity_households?: number | null;
        };
        /** @description The source of a layer, shown wherever the layer is shown. */
        Provenance: {
            /** @description Who published the data and under which title, in the words a reader can look up. */
            source: string;
            /** @description The same in Vietnamese; none where the source itself is Vietnamese, or nobody said it. */
            source_vi?: string | null;
            /** @description The licence or terms; "not stated" where the source states none. */
            licence: string;
            /** @description The licence or terms in Vietnamese; none where they need no translation, or nobody said it. */
            licence_vi?: string | null;
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
        /** @description The answer. */
        QueryAnswer: {
            /** @description How many features match, also beyond the limit. */
            total: number;
            /**
             * @description How many features were left out of conditions on where they lie, because nobody knows their position: they neither
             *     meet nor fail them.
             */
            without_position?: number;
            /** @description The features, by distance where there is one, else by id. */
            rows: components["schemas"]["Row"][];
            /** @description Counts and sums per zone over all that match. */
            zones?: components["schemas"]["ZoneRow"][] | null;
            metric_crs?: components["schemas"]["MetricCrsDescription"] | null;
            /** @description The layers that were read, for targets, zones and neighbours too; what is illustrative is marked. */
            sources: components["schemas"]["SourceUsed"][];
            /** @description What was computed, step by step. */
            explanation: components["schemas"]["Text"][];
        };
        /** @description A spatial question. */
        QueryRequest: {
            /** @description The features. */
            from: components["schemas"]["Features"];
            filter?: components["schemas"]["FilterSource"] | null;
            relation?: components["schemas"]["Relation"] | null;
            /** @description Further conditions; a feature must meet all of them before `relation` is looked at. */
            also?: components["schemas"]["Further"][];
            each_nearest?: components["schemas"]["EachNearest"] | null;
            per_zone?: components["schemas"]["PerZone"] | null;
            /**
             * Format: date
             * @description The units and places of which day; today when absent.
             */
            on?: string | null;
            /** @description Most rows in the answer. */
            limit?: number | null;
            /** @description Rows to pass over first. */
            offset?: number;
        };
        /** @description A figure with the range that the accuracy of the map leaves. */
        Ranged: {
            /**
             * Format: double
             * @description At least: the class's own borders moved inwards by their accuracy, those of worse classes outwards.
             */
            low: number;
            /**
             * Format: double
             * @description With the borders as drawn.
             */
            value: number;
            /**
             * Format: double
             * @description At most: the class's own borders moved outwards, those of worse classes inwards.
             */
            high: number;
        };
        /** @description The rank of an area after one weight was changed. */
        RankChange: {
            /** @description The area's number. */
            area: number;
            /** @description The criterion whose weight was changed. */
            criterion: components["schemas"]["Criterion"];
            /**
             * Format: int32
             * @description By how much, in per cent of the weight: 20 or −20.
             */
            change_percent: number;
            /** @description Its rank before. */
            old_rank: number;
            /** @description Its rank after. */
            new_rank: number;
        };
        /** @description What a layer of rasters holds. */
        RasterAbout: {
            /** @description What its values are. */
            kind: components["schemas"]["RasterKind"];
            /** @description Their unit; empty where they have none. */
            unit: components["schemas"]["Text"];
            /** @description Cells from west to east. */
            width: number;
            /** @description Cells from north to south. */
            height: number;
            /** @description The box of all cells: west, south, east, north, in degrees on WGS 84. */
            bounds: number[];
            /**
             * Format: double
             * @description The least value.
             */
            least?: number | null;
            /**
             * Format: double
             * @description The greatest value.
             */
            greatest?: number | null;
            /**
             * Format: double
             * @description The mean of the cells' values.
             */
            mean?: number | null;
            /** @description The classes in whose colours its tiles are drawn; none of heights, which are shaded. */
            classes: components["schemas"]["RasterClass"][];
        };
        /** @description What changes in a raster. */
        RasterChanges: {
            before?: components["schemas"]["RasterValues"] | null;
            /** @description What they are like now. */
            after: components["schemas"]["RasterValues"];
            /** @description Their unit. */
            unit: components["schemas"]["Text"];
        };
        /** @description One class of the values of a raster. */
        RasterClass: {
            /**
             * Format: double
             * @description The least value of the class; of codes, the code.
             */
            from: number;
            /**
             * Format: double
             * @description The value below which the class ends; `null` for the last class and for codes.
             */
            to?: number | null;
            /** @description Whether the class is one code, not a range. */
            is_code: boolean;
            /** @description Its colour, such as `#810f7c`. */
            colour: string;
        };
        /**
         * @description What the values of a raster are.
         * @enum {string}
         */
        RasterKind: "elevation" | "slope" | "population-density" | "friction" | "land-cover" | "suitability";
        /** @description The value of a raster at a position. */
        RasterValue: {
            /** @description The layer. */
            layer: string;
            /** @description What the value is. */
            kind: components["schemas"]["RasterKind"];
            /**
             * Format: double
             * @description The value of the cell; `null` where there is none, which is not zero.
             */
            value?: number | null;
            /** @description The unit of the value; empty where it has none. */
            unit: components["schemas"]["Text"];
            no_value?: components["schemas"]["NoValue"] | null;
            /** @description The middle of the cell: longitude and latitude; `null` outside the raster. */
            middle?: number[] | null;
            /** @description Where the values come from and how far they can be trusted. */
            provenance: components["schemas"]["Provenance"];
        };
        /** @description What the values of a raster are like. */
        RasterValues: {
            /** @description How many cells have a value. */
            cells: number;
            /**
             * Format: double
             * @description The least value.
             */
            least: number;
            /**
             * Format: double
             * @description The greatest value.
             */
            greatest: number;
            /**
             * Format: double
             * @description Their mean.
             */
            mean: number;
        };
        /** @description How a file is to be read. */
        ReadingParams: {
            /** @description The reference system of the coordinates, such as `EPSG:9210`. */
            crs?: string | null;
            /** @description The layer to read, where the file has several. */
            layer?: string | null;
            /** @description The character set of the texts: `utf-8`, `tcvn3`, `vni` or `windows-1258`. */
            encoding?: string | null;
            /** @description The column of eastings or longitudes in a CSV file. */
            x_column?: string | null;
            /** @description The column of northings or latitudes in a CSV file. */
            y_column?: string | null;
            /** @description The band of a GeoTIFF, counted from 1. */
            band?: number | null;
        };
        /** @description A figure with which a step was not possible. */
        RefusedFigure: components["schemas"]["ErrorBody"] & {
            /** @description The figure's id. */
            id: string;
            /**
             * Format: int32
             * @description The status that the step alone would have been answered with.
             * @example 409
             */
            status: number;
        };
        /** @description A row of a list that was not looked up. */
        RefusedPlace: {
            /** @description The row, counted from 1 below the header. */
            row: number;
            /** @description The value at fault; empty where nothing stands. */
            value: string;
            /** @description What is wrong with it. */
            message: components["schemas"]["Text"];
            /** @description How to mend it. */
            remedy: components["schemas"]["Text"];
        };
        /** @description Why a site was not chosen. */
        Rejection: {
            /** @description By what. */
            reason: components["schemas"]["Text"];
            /** @enum {string} */
            why: "forbidden";
        } | {
            /**
             * Format: double
             * @description The objective gets worse by at most this, in its own unit: one exchange does it.
             */
            worse_by_at_most: number;
            /**
             * Format: double
             * @description And by at least this, by the dual bound; none where that tells nothing.
             */
            worse_by_at_least?: number | null;
            /** @description The site that would close for it; none when none has to. */
            instead_of?: string | null;
            /** @description How that was worked out. */
            method: components["schemas"]["RejectionMethod"];
            /** @enum {string} */
            why: "worse";
        } | {
            /** @enum {string} */
            why: "breaks-conditions";
        };
        /**
         * @description How a rejection was worked out.
         * @enum {string}
         */
        RejectionMethod: "exchange" | "exchange-without-capacities";
        /** @description How a feature must lie to the target. */
        Relation: {
            /** @description The target. */
            target: components["schemas"]["Target"];
            /** @enum {string} */
            op: "within";
        } | {
            /** @description The target. */
            target: components["schemas"]["Target"];
            /** @enum {string} */
            op: "intersects";
        } | {
            /** @description The target. */
            target: components["schemas"]["Target"];
            /** @enum {string} */
            op: "contains";
        } | {
            /** @description The target. */
            target: components["schemas"]["Target"];
            /**
             * Format: double
             * @description Metres on the ground.
             */
            distance_m: number;
            /** @enum {string} */
            op: "within_distance";
        } | {
            /** @description The target. */
            target: components["schemas"]["Target"];
            /** @description How many. */
            k: number;
            /** @enum {string} */
            op: "nearest";
        };
        /** @description A condition that stands in the way. */
        Relaxation: {
            /** @description Which one. */
            condition: components["schemas"]["Condition"];
            /** @description Whether relaxing it alone is enough; else those listed must be relaxed together. */
            is_enough_alone: boolean;
            /**
             * Format: double
             * @description The least that it would have to allow, in its own unit; none where it has none or that was not found in time.
             */
            needed?: number | null;
            /** @description The same as a sentence. */
            told: components["schemas"]["Text"];
        };
        /** @description The answer. */
        Relocation: {
            /**
             * Format: date
             * @description The day of the units.
             */
            on: string;
            /** @description Settlements and danger spots, the first to move first; those with an unknown factor last. */
            priority: components["schemas"]["MovePriority"][];
            /** @description The communities that sites were sought for. */
            communities: string[];
            /** @description The ground. */
            ground: components["schemas"]["GroundUsed"];
            /** @description The weights. */
            weights: components["schemas"]["WeightsUsed"];
            /** @description The candidate areas, the best first. */
            areas: components["schemas"]["CandidateArea"][];
            /** @description The proposed sites, checked. */
            proposed: components["schemas"]["ProposedChecked"][];
            assignment?: components["schemas"]["Resettlement"] | null;
            /** @description How the first ten areas change their rank with the weights. */
            stability: components["schemas"]["RankChange"][];
            /** @description Layers that were used; an illustrative one is marked. */
            sources: components["schemas"]["SourceUsed"][];
            /** @description What a reader must know. */
            explanation: components["schemas"]["Text"][];
        };
        /** @description A question: who must move first, where the ground is fit, and who moves where. */
        RelocationRequest: {
            /**
             * @description The communities to be moved (ids of settlements), at most 500, each once however often it is named; the first by
             *     priority when empty.
             * @default []
             */
            communities: string[];
            /**
             * @description How many communities are taken by priority, where none is named; at most 500.
             * @default 20
             */
            most_communities: number;
            /**
             * @description The units in which sites are sought; all when empty.
             * @default []
             */
            unit_codes: string[];
            /**
             * @description Units that were surveyed although no hazard zone was drawn there: no danger there, not an unknown one.
             * @default []
             */
            surveyed_units: string[];
            /**
             * @description What shuts ground out.
             * @default {
             *       "hazard_margin_m": 50,
             *       "source_slope_degrees": 25,
             *       "slide_volume_m3": 10000,
             *       "run_out_m": 1000,
             *       "steep_upslope_m": 200,
             *       "slope_degrees": 15,
             *       "river_m": 100,
             *       "border_strip_m": 1000,
             *       "road_m": 1000
             *     }
             */
            limits: components["schemas"]["ExclusionLimits"];
            /**
             * @description Weights by hand; the usual ones when neither these nor comparisons are given.
             * @default []
             */
            weights: components["schemas"]["CriterionWeight"][];
            /** @default null */
            pairwise: components["schemas"]["Pairwise"] | null;
            /**
             * @description How areas are cut out of fit ground.
             * @default {
             *       "cell_m": 200,
             *       "least_score": 0.4,
             *       "least_ha": 2,
             *       "most_ha": 20,
             *       "household_m2": 600,
             *       "most": 40,
             *       "each": 2,
             *       "reach_km": 10,
             *       "spacing_m": 1000,
             *       "nearby_m": 500
             *     }
             */
            areas: components["schemas"]["AreaOptions"];
            /**
             * @description Sites that were proposed, to be checked, at most 500; those of the layer of relocation sites are checked too.
             * @default []
             */
            proposed: components["schemas"]["ProposedSite"][];
            /**
             * @description Whether communities are assigned to sites.
             * @default true
             */
            assigns: boolean;
            /**
             * @description How the way from the old village to a site is measured.
             * @default {
             *       "mode": "combined",
             *       "season": "dry",
             *       "direction": "to-facility",
             *       "snap_limit_m": 1000,
             *       "cell_m": 200,
             *       "speeds": [],
             *       "land_cover": [],
             *       "closures": {
             *         "places": []
             *       },
             *       "added_roads": [],
             *       "detour_factor": 1.4,
             *       "straight_line_speed_kmh": 20,
             *       "walking_speed_kmh": 3
             *     }
             */
            travel: components["schemas"]["TravelOptions"];
            /**
             * Format: double
             * @description Longest time for the assignment, seconds, at most 50.
             * @default 20
             */
            time_limit_s: number;
            /**
             * Format: date
             * @description The units of which day; today when absent.
             * @default null
             */
            on: string | null;
        };
        /** @description A second run of a scenario. It is not kept. */
        Rerun: {
            /** @description Whether the answer is the same, byte for byte. */
            is_unchanged: boolean;
            /** @description The data now. */
            data: components["schemas"]["DataVersions"];
            /** @description SHA-256 of the answer. */
            result_sha256: string;
            /** @description The answer. */
            result: Record<string, never>;
            /** @description Whether the saved answer could be read to be compared; where not, `changes` is empty and says nothing. */
            is_comparable: boolean;
            /** @description The numbers that changed since it was saved, row by row. */
            changes: components["schemas"]["Change"][];
        };
        /** @description Who moves where. */
        Resettlement: {
            /** @description Every community. */
            moves: components["schemas"]["CommunityMove"][];
            /** @description Every site that takes somebody in. */
            sites: components["schemas"]["SiteUsed"][];
            /**
             * Format: int64
             * @description Households that are to move.
             */
            households: number;
            /**
             * Format: int64
             * @description Households for which all sites together have room.
             */
            capacity_households: number;
            /**
             * Format: int64
             * @description Households without a place.
             */
            households_without_place: number;
            /**
             * Format: double
             * @description Minutes × people of all that move.
             */
            travel_people_minutes: number;
            /**
             * Format: double
             * @description Share of that by which a better assignment may still exist; 0 when this one is proven to be the best.
             */
            gap: number;
            /** @description Whether the assignment is proven: the fewest households without a place, and then the least travel. */
            is_proven: boolean;
            /** @description How the ways were measured, and how many each. */
            travel_methods: Record<string, never>;
        };
        /** @description The reviews of the programme. */
        ReviewList: {
            /** @description How many there are in all. */
            total: number;
            /** @description One page of them, by deadline. */
            reviews: components["schemas"]["ReviewView"][];
        };
        /** @description A review of the programme: a yearly report, the mid-term or the final review. */
        ReviewView: components["schemas"]["TaskView"] & {
            /** @description Where the provincial targets stood on its day, or stand today where that lies ahead. */
            counts: components["schemas"]["StatusCounts"];
            /**
             * Format: date
             * @description The day of the counts.
             */
            counted_on: string;
            /** @description Whether any figure that counted was made up to show the screens. */
            counts_are_illustrative: boolean;
        };
        /**
         * @description How often a figure is reported, which is also the length of its periods.
         * @enum {string}
         */
        Rhythm: "year" | "half" | "quarter" | "month";
        /**
         * @description The class of a road.
         * @enum {string}
         */
        RoadClass: "expressway" | "national" | "provincial" | "district" | "commune" | "track";
        /** @description A feature in the answer. */
        Row: {
            /** @description Its id, or a unit's code. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description The kind of place, or of unit. */
            kind: string;
            /** @description The units that it lies in. */
            unit_codes: string[];
            /**
             * Format: double
             * @description Metres to the target; none where the question has no distance.
             */
            distance_m?: number | null;
            /** @description Its neighbours, nearest first. */
            nearest?: components["schemas"]["NeighbourFound"][];
            /** @description Its attributes. */
            attributes: Record<string, never>;
            /** @description Its shape as a GeoJSON geometry. */
            geometry?: Record<string, never> | null;
        };
        /** @description Something that was found in a row. */
        RowFinding: components["schemas"]["Finding"] & {
            /** @description The letter of the column; empty where the whole row is meant. */
            column: string;
        };
        /** @description What must be true. */
        RuleView: {
            /**
             * @description `at-least`, `more-than`, `at-most`, `less-than`, `reach`, `within`, `change-from-baseline`, `yearly-change`,
             *     `mean-yearly-change`, `improve` or `done`.
             */
            type: string;
            /**
             * Format: double
             * @description The bound, in the indicator's unit.
             */
            value?: number | null;
            /**
             * Format: double
             * @description The upper bound of a band, whose lower bound is `value`.
             */
            upper?: number | null;
            /**
             * Format: double
             * @description The change in per cent.
             */
            percent?: number | null;
        };
        /**
         * @description The rule that decided.
         * @enum {string}
         */
        Ruling: "no-figure" | "stale" | "no-baseline" | "only-baseline" | "zero-baseline" | "bound-met" | "deadline-passed" | "ahead" | "behind" | "far-behind" | "fell-back" | "overshot" | "year-met" | "year-so-far-met" | "year-short" | "year-wrong-way" | "done" | "time-left" | "little-time-left";
        /**
         * @description A saved analysis.
         *
         *     The same inputs on the same data give the same bytes: `result_sha256` is the checksum of `result` written as
         *     JSON, and a second run is compared by it.
         */
        Scenario: {
            /** @description Its id, part of the link by which it is shared. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Which analysis. */
            kind: components["schemas"]["ScenarioKind"];
            /** @description The question, as the analysis' own address takes it. */
            request: Record<string, never>;
            /** @description The data that it was computed from. */
            data: components["schemas"]["DataVersions"];
            /** @description The answer. */
            result: Record<string, never>;
            /** @description SHA-256 of the answer, in lower-case hexadecimal digits. */
            result_sha256: string;
            /** @description Who saved it. */
            saved_by: string;
            /**
             * Format: date-time
             * @description When it was saved.
             */
            saved_at: string;
        };
        /**
         * @description Which analysis a scenario holds.
         * @enum {string}
         */
        ScenarioKind: "coverage" | "exposure" | "query" | "travel-times" | "relocation" | "siting";
        /** @description All scenarios. */
        ScenarioList: {
            /** @description By id. */
            scenarios: components["schemas"]["ScenarioSummary"][];
        };
        /** @description A scenario in a list, without its answer. */
        ScenarioSummary: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Which analysis. */
            kind: components["schemas"]["ScenarioKind"];
            /** @description Who saved it. */
            saved_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            saved_at: string;
        };
        /**
         * @description A level of school.
         * @enum {string}
         */
        SchoolLevel: "preschool" | "primary" | "lower-secondary" | "upper-secondary";
        /** @description What was found. */
        SearchResult: {
            /** @description The answers, the best first. */
            hits: components["schemas"]["Hit"][];
        };
        /**
         * @description The season, which decides how fast roads are and which of them are open.
         * @enum {string}
         */
        Season: "dry" | "rainy";
        /** @description How many of a section's targets have each status. */
        SectionCounts: {
            /** @description The § of the programme. */
            section: string;
            /** @description The counts. */
            counts: components["schemas"]["StatusCounts"];
        };
        /** @description A figure as somebody has seen it. */
        SeenFigure: {
            /** @description The figure's id. */
            id: string;
            /**
             * Format: date-time
             * @description Its `state_since` when it was looked at. Where it was taken back and handed in again since, it is refused, for it
             *     may say something else now.
             */
            state_since?: string | null;
        };
        /** @description How people are served by the nearest facility. Means and ranks weigh each position by its people. */
        Served: {
            /**
             * Format: double
             * @description People; none when unknown.
             */
            population?: number | null;
            /** @description People within each number of minutes; empty when the number of people is unknown. */
            within: components["schemas"]["PeopleWithin"][];
            /**
             * Format: double
             * @description People who reach no facility. They are in no mean.
             */
            people_unreached?: number | null;
            /**
             * Format: double
             * @description Mean minutes of the people who reach one.
             */
            mean_minutes?: number | null;
            /**
             * Format: double
             * @description The minutes within which nine tenths of those people reach one.
             */
            p90_minutes?: number | null;
            /**
             * Format: double
             * @description The minutes of the worst served of those people.
             */
            worst_minutes?: number | null;
        };
        /**
         * @description How bad a finding is.
         * @enum {string}
         */
        Severity: "doubtful" | "rejected";
        /** @description One check of a site. */
        SiteCheck: {
            /** @description The reason that was looked for. */
            reason: components["schemas"]["Exclusion"];
            /** @description What was found. */
            verdict: components["schemas"]["SiteVerdict"];
            /**
             * Format: double
             * @description Metres from the nearest part of the site to the zone, river, forest, border or road that decides; none for what
             *     heights decide.
             */
            distance_m?: number | null;
            /**
             * Format: double
             * @description Share of the site's area for which the reason holds; none for a place, and where it is not judged.
             */
            share?: number | null;
        };
        /**
         * @description What stands, or may stand, at a site.
         * @enum {string}
         */
        SiteKind: "school" | "satellite-point" | "candidate";
        /** @description A site in an answer. */
        SiteOutcome: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description The unit in which it lies. */
            unit_code?: string | null;
            /**
             * Format: double
             * @description Longitude.
             */
            lon?: number | null;
            /**
             * Format: double
             * @description Latitude.
             */
            lat?: number | null;
            /** @description What stands or would stand there. */
            kind: components["schemas"]["SiteKind"];
            /** @description Whether it is open today. */
            is_open_now: boolean;
            /** @description Whether it is open in the answer. */
            is_open: boolean;
            obligatory_because?: components["schemas"]["Text"] | null;
            /**
             * Format: double
             * @description How many pupils it can take.
             */
            capacity?: number | null;
            /**
             * Format: double
             * @description The pupils who learn there today.
             */
            pupils_now?: number | null;
            /**
             * Format: double
             * @description The pupils who go there in the answer.
             */
            pupils: number;
            rejection?: components["schemas"]["Rejection"] | null;
            why_not?: components["schemas"]["Text"] | null;
        };
        /** @description A site that takes people in. */
        SiteUsed: {
            /** @description Its name, or the number of the candidate area. */
            name: string;
            /** @description The number of the candidate area; none for a proposed site. */
            area?: number | null;
            /** @description Its legal form. */
            form: components["schemas"]["LegalForm"];
            /**
             * Format: double
             * @description Its longitude, degrees.
             */
            lon: number;
            /**
             * Format: double
             * @description Its latitude.
             */
            lat: number;
            /**
             * Format: int32
             * @description For how many households it has room.
             */
            capacity_households: number;
            /**
             * Format: int32
             * @description How many households come.
             */
            households: number;
        };
        /**
         * @description What a check found.
         * @enum {string}
         */
        SiteVerdict: "clear" | "shut-out" | "not-judged";
        /** @description The answer. */
        Siting: {
            /** @description The model. */
            model: components["schemas"]["Model"];
            /** @description What is known about the answer. */
            status: components["schemas"]["SolutionStatus"];
            /**
             * Format: double
             * @description The objective: sites (lscp), pupils covered (mclp), pupils × minutes (p-median), minutes (p-center).
             */
            objective?: number | null;
            /**
             * Format: double
             * @description What no answer can be better than.
             */
            bound?: number | null;
            /**
             * Format: double
             * @description How much better another answer can be at most, as a share of the objective; 0 when none can.
             */
            gap?: number | null;
            /** @description Each site, open or not and why. */
            sites: components["schemas"]["SiteOutcome"][];
            /** @description Who goes where. */
            trips: components["schemas"]["TripOutcome"][];
            /** @description Who is left out. */
            left_out: components["schemas"]["TripOutcome"][];
            level?: components["schemas"]["SchoolLevel"] | null;
            travel?: components["schemas"]["TravelChange"] | null;
            /** @description The programme's goals, before and after. */
            goals: components["schemas"]["GoalReport"][];
            /** @description Where nothing keeps every condition: which to relax. */
            relax: components["schemas"]["Relaxation"][];
            /** @description How many ways each method of travel answered. */
            travel_methods: Record<string, never>;
            /** @description The layers that the answer rests on: places, roads, rivers, heights and hazard zones. */
            sources?: components["schemas"]["SourceUsed"][];
            /** @description Whether one of them is made up. */
            is_illustrative: boolean;
            /** @description What was computed and from what, a sentence each. */
            explanation: components["schemas"]["Text"][];
        };
        /** @description A question about siting. */
        SitingRequest: {
            /** @description What is to be as good as can be. */
            model: components["schemas"]["Model"];
            /**
             * Format: date
             * @description The units and places of which day; today when absent.
             */
            on?: string | null;
            /** @description How pupils travel. */
            travel?: components["schemas"]["TravelOptions"];
            level?: components["schemas"]["SchoolLevel"] | null;
            /** @description Where the pupils are taken from. */
            demands_from?: components["schemas"]["DemandSource"];
            /**
             * Format: double
             * @description Pupils of all levels as a share of the people, where pupils are not known.
             */
            pupil_share?: number;
            /** @description Places where a school could be built. */
            candidates?: components["schemas"]["CandidatePoint"][];
            /** @description Whether every commune's label point is such a place too. */
            candidate_in_each_commune?: boolean;
            /** @description Whether satellite points of today may close. */
            satellite_points_may_close?: boolean;
            /** @description Ids of sites that must be open. */
            obligatory?: string[];
            /** @description Ids of sites that must be closed. */
            forbidden?: string[];
            /** @description No new site in a hazard zone of these classes. */
            avoid_hazard_classes?: string[];
            /** @description At most so many sites open, those of today that stay open included. */
            most_open?: number | null;
            /** @description At most so many new sites. */
            most_new?: number | null;
            /**
             * Format: double
             * @description At most so much for new sites, million dong.
             */
            budget_million_vnd?: number | null;
            /**
             * Format: double
             * @description Nobody travels longer.
             */
            most_minutes?: number | null;
            /** @description No site takes more pupils than it can; one whose capacity is unknown takes any number. */
            keep_capacities?: boolean;
            /** @description All pupils of a place go to one site, also where capacities would part them. */
            keep_together?: boolean;
            /** @description Goals of the programme that every answer must reach; the others are only reported. */
            goals_as_conditions?: components["schemas"]["Goal"][];
            /**
             * Format: double
             * @description How many pupils a new school takes.
             */
            new_school_capacity?: number | null;
            /**
             * Format: double
             * @description What a new school costs, million dong.
             */
            new_school_cost_million_vnd?: number;
            /**
             * Format: double
             * @description Stop at a proven gap of this share; 0 for a proof.
             */
            gap?: number;
            /**
             * Format: double
             * @description Stop after so many seconds, with the best found and its gap.
             */
            time_limit_seconds?: number;
        };
        /**
         * @description What is known about an answer.
         * @enum {string}
         */
        SolutionStatus: "optimal" | "feasible" | "infeasible" | "none-found";
        /** @description A layer, or the figures of an indicator, that an answer rests on. */
        SourceUsed: {
            /** @description The layer; none for figures. */
            layer?: string | null;
            /** @description The indicator whose figures were read; none for a layer. */
            indicator?: string | null;
            title?: components["schemas"]["Text"] | null;
            /** @description Its source. */
            source: string;
            /** @description Its source in Vietnamese; none where that was told once only. */
            source_vi?: string | null;
            /** @description The periods that the figures are of, the oldest first; empty for a layer. */
            periods?: string[];
            /** @description How many figures were read; none for a layer. */
            figures?: number | null;
            /**
             * Format: double
             * @description How far a position may be from the truth, metres.
             */
            accuracy_m?: number | null;
            /** @description SHA-256 of the file that it was loaded from. */
            sha256?: string | null;
            /** @description Whether it is made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description A speed to use in place of the table's, where everything that it names fits. Of several that fit the last counts. */
        SpeedRule: {
            /** @description Roads of this class. */
            road_class: components["schemas"]["RoadClass"];
            surface?: components["schemas"]["Surface"] | null;
            season?: components["schemas"]["Season"] | null;
            /**
             * Format: double
             * @description Kilometres an hour.
             */
            speed_kmh: number;
        };
        /**
         * @description How a unit's people are spread.
         * @enum {string}
         */
        SpreadMethod: "settlements" | "even" | "unknown";
        /**
         * @description Where a target stands.
         * @enum {string}
         */
        Status: "achieved" | "on-track" | "at-risk" | "off-track" | "no-data";
        /** @description How many targets have each status. */
        StatusCounts: {
            /** @description Achieved. */
            achieved: number;
            /** @description On track. */
            on_track: number;
            /** @description At risk. */
            at_risk: number;
            /** @description Off track. */
            off_track: number;
            /** @description Cannot be judged. */
            no_data: number;
        };
        /** @description Where targets stand on a day. */
        StatusList: {
            /**
             * Format: date
             * @description The day.
             */
            on: string;
            /** @description How many there are in all. */
            total: number;
            /** @description How many have each status. */
            counts: components["schemas"]["StatusCounts"];
            /** @description One page of them, by target and subject. */
            statuses: components["schemas"]["StatusView"][];
        };
        /** @description Where a target stands for one subject. */
        StatusView: components["schemas"]["SubjectView"] & {
            /** @description The target's id. */
            target: string;
            /**
             * Format: int32
             * @description The revision that was judged.
             */
            revision: number;
            /** @description What is measured. */
            indicator: string;
            /**
             * Format: date
             * @description The day.
             */
            on: string;
            /** @description Where it stands. */
            status: components["schemas"]["Status"];
            /** @description The rule that decided; see `docs/status-rules.md`. */
            because: components["schemas"]["Ruling"];
            /** @description Why, in a sentence with the figures. */
            reason: components["schemas"]["Text"];
            /** @description The series that is judged, which for changes is the level that changes. */
            judged_indicator: string;
            latest?: components["schemas"]["PointView"] | null;
            baseline?: components["schemas"]["PointView"] | null;
            /**
             * Format: double
             * @description What is to be reached, in the unit of the judged series.
             */
            goal?: number | null;
            /**
             * Format: double
             * @description What the trajectory expects by the newest figure's period.
             */
            expected?: number | null;
            /** @description The trajectory, by year. */
            trajectory: components["schemas"]["WaypointView"][];
            pace?: components["schemas"]["PaceView"] | null;
            required?: components["schemas"]["PaceView"] | null;
            projection?: components["schemas"]["ProjectionView"] | null;
            /** @description Whether any figure that counted was made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description A step that somebody takes with a figure. */
        Step: {
            /** @enum {string} */
            step: "submit";
        } | {
            /** @enum {string} */
            step: "withdraw";
        } | {
            /** @enum {string} */
            step: "approve";
        } | {
            /** @description Why; not empty. */
            reason: string;
            /** @enum {string} */
            step: "return";
        };
        /** @description What became of figures with which a step was to be taken. */
        SteppedFigures: {
            /** @description The figures after the step; they were kept together. */
            done: components["schemas"]["ObservationView"][];
            /** @description Those with which it was not possible; they are as they were. */
            refused: components["schemas"]["RefusedFigure"][];
        };
        /** @description The subject of a figure, with its name. */
        SubjectView: {
            /** @description `province`, `unit.CODE@FIRST_DAY` or `place.ID`. */
            subject: string;
            /** @description The unit's code, where it is one. */
            unit_code?: string | null;
            /** @description The place's id, where it is one. */
            place_id?: string | null;
            /** @description Its name with the word for its kind. */
            name: string;
        };
        /**
         * @description What a road is paved with.
         * @enum {string}
         */
        Surface: "paved" | "gravel" | "earth";
        /** @description A reference system by its name. */
        SystemName: {
            /** @description Its code, such as `EPSG:9210`. */
            crs: string;
            /** @description Its name in planners' words. */
            title: components["schemas"]["Text"];
        };
        /** @description The shape that features are compared with. */
        Target: {
            /** @description A unit's boundary. */
            unit: string;
        } | {
            /** @description A place's shape. */
            place: string;
        } | {
            /** @description All shapes of a layer together. */
            layer: string;
        } | {
            /** @description A GeoJSON geometry in WGS 84 degrees. */
            geometry: Record<string, never>;
        };
        /** @description A target with its revisions and where it stands today. */
        TargetDetail: {
            /** @description The revisions, the oldest first. */
            revisions: components["schemas"]["TargetView"][];
            status?: components["schemas"]["StatusView"] | null;
            /** @description The targets under it: one for each unit, or for single units; the newest revision of each. */
            parts: components["schemas"]["TargetView"][];
        };
        /** @description The targets that were asked for. */
        TargetList: {
            /** @description How many there are in all. */
            total: number;
            /** @description One page of them, by id; the newest revision of each. */
            targets: components["schemas"]["TargetView"][];
        };
        /** @description One revision of a target. */
        TargetView: {
            /** @description The stable id. */
            id: string;
            /**
             * Format: int32
             * @description The number of the revision, from 1.
             */
            revision: number;
            /** @description What is measured. */
            indicator: string;
            /** @description The indicator's name. */
            name: components["schemas"]["Text"];
            unit?: components["schemas"]["MeasureUnit"] | null;
            lead?: components["schemas"]["AgencyName"] | null;
            /** @description `province`, `each-unit`, `unit` or `place`. */
            scope: string;
            /** @description The unit or place, where the target is for one. */
            subject?: string | null;
            /** @description What must be true. */
            rule: components["schemas"]["RuleView"];
            baseline?: components["schemas"]["BaselineView"] | null;
            /** @description Points that the way passes. */
            path: components["schemas"]["WaypointView"][];
            /** @description The first period in which it is judged. */
            from: string;
            /** @description The last period, by whose end it must hold. */
            by: string;
            /** @description Whether every year is judged by itself. */
            is_yearly: boolean;
            /** @description The § of the programme. */
            section: string;
            /** @description The decision that set this revision. */
            decision: components["schemas"]["DecisionView"];
            /** @description The provincial target of which it is a part. */
            parent?: string | null;
            note?: components["schemas"]["Text"] | null;
        };
        /** @description A change of a task: who, when, why, and what stood before and after. */
        TaskChange: {
            /**
             * Format: int64
             * @description The version of the data that it made.
             */
            version: number;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who: `account:NAME`, or `command:NAME` where somebody worked on the server itself. */
            actor: string;
            /** @description Why. */
            reason: string;
            before?: components["schemas"]["ProgressView"] | null;
            after?: components["schemas"]["ProgressView"] | null;
        };
        /** @description A task with its history. */
        TaskDetail: components["schemas"]["TaskView"] & {
            /** @description Its changes, the newest first. */
            history: components["schemas"]["TaskChange"][];
        };
        /** @description The changes of a task. */
        TaskHistory: {
            /** @description How many there are in all. */
            total: number;
            /** @description One page of them, the newest first. */
            changes: components["schemas"]["TaskChange"][];
        };
        /**
         * @description What sort of work it is.
         * @enum {string}
         */
        TaskKind: "task" | "project" | "review";
        /** @description The tasks that were asked for. */
        TaskList: {
            /** @description How many there are in all. */
            total: number;
            /** @description All of them by the agency that leads, those with most that is late first. */
            by_agency: components["schemas"]["AgencyTasks"][];
            /** @description One page of them, by deadline. */
            tasks: components["schemas"]["TaskView"][];
        };
        /** @description A place or unit of a task. */
        TaskLocation: components["schemas"]["SubjectView"] & {
            /**
             * @description Where to look on the map, longitude and latitude on WGS 84; see `level` for what it stands for. `null` where
             *     not even the unit is known.
             */
            position?: number[] | null;
            /** @description How exactly it is known where that is. */
            level: components["schemas"]["LocationLevel"];
            /** @description The code of the unit of today that it is or lies in; `null` where it lies in several or in none that is known. */
            within?: string | null;
        };
        /**
         * @description Where a task stands on a day.
         * @enum {string}
         */
        TaskState: "done" | "overdue" | "at-risk" | "on-track" | "not-reported";
        /** @description A task or project. */
        TaskView: {
            /** @description The stable id. */
            id: string;
            /** @description Task, project or review. */
            kind: components["schemas"]["TaskKind"];
            /** @description What it is called. */
            name: components["schemas"]["Text"];
            /** @description What is to be done. */
            content: components["schemas"]["Text"];
            programme?: components["schemas"]["Text"] | null;
            /** @description Who answers for it. */
            lead: components["schemas"]["AgencyName"];
            /** @description Who helps. */
            coordinating: components["schemas"]["AgencyName"][];
            /** @description Whether the programme itself names the lead. */
            assignment: components["schemas"]["Assignment"];
            /**
             * Format: date
             * @description The first day, where one is set.
             */
            starts?: string | null;
            /**
             * Format: date
             * @description The last day by which it must be done.
             */
            deadline: string;
            /**
             * Format: double
             * @description The budget, in million đồng.
             */
            budget_million_vnd?: number | null;
            /**
             * Format: double
             * @description Paid out so far, in million đồng.
             */
            disbursed_million_vnd?: number | null;
            /**
             * Format: double
             * @description How much is done, in per cent; `null` before the first report.
             */
            progress_percent?: number | null;
            /** @description What stands in the way. */
            obstacles?: string | null;
            /** @description The places on the map. */
            places: string[];
            /** @description The codes of the units of today. */
            units: string[];
            /** @description The same places and units by name, with where they are. */
            locations: components["schemas"]["TaskLocation"][];
            /** @description The indicators that it moves. */
            indicators: string[];
            /** @description The § of the programme. */
            section: string;
            /** @description Where it stands. */
            state: components["schemas"]["TaskState"];
            /** @description Whether its progress was made up to show the screens. */
            is_illustrative: boolean;
        };
        /** @description A text in the two languages of the interface. */
        Text: {
            /** @description Vietnamese, the first language. */
            vi: string;
            /** @description English. */
            en: string;
        };
        /**
         * @description The description of a layer, or of several in one tile: where the tiles are and what they hold.
         *
         *     # Source
         *     The `TileJSON` specification 3.0.0.
         */
        TileJson: {
            /** @description The version of the specification. */
            tilejson: string;
            /** @description The layer's id; of several their ids with commas between, as all that follows of each. */
            id: string;
            /** @description Its title in Vietnamese. */
            name: string;
            /** @description Its title in English. */
            description: string;
            /** @description Where it comes from and under which terms. */
            attribution: string;
            /** @description How rows are counted: from the north. */
            scheme: string;
            /** @description The URL of a tile, with `{z}`, `{x}` and `{y}` to be filled in. */
            tiles: string[];
            /**
             * Format: int32
             * @description The least zoom with tiles.
             */
            minzoom: number;
            /**
             * Format: int32
             * @description The greatest zoom with tiles; viewers enlarge these beyond it.
             */
            maxzoom: number;
            /** @description West, south, east, north in degrees (WGS 84); absent where the layer is empty. */
            bounds?: number[] | null;
            /** @description The layers inside the tiles; absent where tiles are pictures. */
            vector_layers?: components["schemas"]["VectorLayer"][];
            /** @description `png` where tiles are pictures; absent where they are vector tiles. */
            format?: string | null;
            /** @description Pixels along the side of a picture. */
            tileSize?: number | null;
            encoding?: components["schemas"]["HeightEncoding"] | null;
        };
        /** @description Before and after, for all and by unit. */
        TravelChange: {
            /** @description All pupils. */
            all: components["schemas"]["BeforeAndAfter"];
            /** @description By unit. */
            units: components["schemas"]["UnitTravel"][];
        };
        /**
         * @description From what a travel time was worked out.
         * @enum {string}
         */
        TravelMethod: "network" | "terrain" | "combined" | "straight-line";
        /**
         * @description By what means people travel.
         * @enum {string}
         */
        TravelMode: "road" | "on-foot" | "combined";
        /** @description Everything that decides how long a way takes, besides the data. */
        TravelOptions: {
            /**
             * @description By what means.
             * @default combined
             */
            mode: components["schemas"]["TravelMode"];
            /**
             * @description In which season.
             * @default dry
             */
            season: components["schemas"]["Season"];
            /**
             * @description Which way.
             * @default to-facility
             */
            direction: components["schemas"]["Direction"];
            /**
             * Format: double
             * @description Longest way looked for, minutes; any length when absent.
             * @default null
             */
            limit_minutes: number | null;
            /**
             * Format: double
             * @description How far from a road a place may lie and still be joined to it by a straight walk, metres. Where heights are known
             *     the walk is worked out over the terrain instead, at any distance.
             * @default 1000
             */
            snap_limit_m: number;
            /**
             * Format: double
             * @description Least size of a cell of the terrain, metres.
             * @default 200
             */
            cell_m: number;
            /**
             * @description Speeds that come before those of the table.
             * @default []
             */
            speeds: components["schemas"]["SpeedRule"][];
            /**
             * @description How fast level ground is walked by its land cover, where a layer of it is loaded and none of minutes for a kilometre.
             * @default []
             */
            land_cover: components["schemas"]["CoverRule"][];
            /**
             * @description What is closed.
             * @default {
             *       "places": []
             *     }
             */
            closures: components["schemas"]["Closures"];
            /**
             * @description Roads that are drawn in addition.
             * @default []
             */
            added_roads: components["schemas"]["DrawnRoad"][];
            /**
             * Format: double
             * @description Length of a way on the ground for each metre of straight line, where the way itself is unknown.
             * @default 1.4
             */
            detour_factor: number;
            /**
             * Format: double
             * @description Speed of a vehicle along an unknown way in the dry season, kilometres an hour.
             * @default 20
             */
            straight_line_speed_kmh: number;
            /**
             * Format: double
             * @description Speed of a walker along an unknown way, kilometres an hour.
             * @default 3
             */
            walking_speed_kmh: number;
        };
        /** @description A question about travel times. */
        TravelRequest: {
            /**
             * @description Where people travel to; schools when absent.
             * @default {
             *       "kinds": [
             *         "school"
             *       ],
             *       "places": [],
             *       "positions": []
             *     }
             */
            facilities: components["schemas"]["PlacesAsked"];
            /**
             * @description Where they start; settlements when absent.
             * @default {
             *       "kinds": [
             *         "settlement"
             *       ],
             *       "places": [],
             *       "positions": []
             *     }
             */
            origins: components["schemas"]["PlacesAsked"];
            /**
             * @description How they travel.
             * @default {
             *       "mode": "combined",
             *       "season": "dry",
             *       "direction": "to-facility",
             *       "snap_limit_m": 1000,
             *       "cell_m": 200,
             *       "speeds": [],
             *       "land_cover": [],
             *       "closures": {
             *         "places": []
             *       },
             *       "added_roads": [],
             *       "detour_factor": 1.4,
             *       "straight_line_speed_kmh": 20,
             *       "walking_speed_kmh": 3
             *     }
             */
            travel: components["schemas"]["TravelOptions"];
            /**
             * @description The seasons to answer side by side; the one in `travel` when empty.
             * @default [
             *       "dry",
             *       "rainy"
             *     ]
             */
            seasons: components["schemas"]["Season"][];
            /**
             * @description The directions to answer side by side; the one in `travel` when empty.
             * @default []
             */
            directions: components["schemas"]["Direction"][];
            /**
             * @description The minutes for which the share of people is told.
             * @default [
             *       15,
             *       30,
             *       60,
             *       90
             *     ]
             */
            within_minutes: number[];
            /**
             * @description The minutes for which the area is drawn; none are drawn when empty.
             * @default []
             */
            isochrone_minutes: number[];
            /**
             * @description Whether every origin is told its minutes to every facility, not only to the nearest.
             * @default false
             */
            with_matrix: boolean;
            /**
             * Format: date
             * @description The places and units of which day; today when absent.
             * @default null
             */
            on: string | null;
        };
        /** @description The answer for one season and direction. */
        TravelRun: {
            /** @description The season. */
            season: components["schemas"]["Season"];
            /** @description The direction. */
            direction: components["schemas"]["Direction"];
            /** @description From what the times were worked out on the whole; a trip may say otherwise for itself. */
            method: components["schemas"]["TravelMethod"];
            /** @description How many origins each method answered. */
            methods: Record<string, never>;
            /** @description How many origins reach no facility, by reason. */
            unreached: Record<string, never>;
            /** @description Pieces of road that are closed. */
            closed_pieces: number;
            /** @description Each origin. */
            origins: components["schemas"]["OriginTrips"][];
            /** @description The people of the province. */
            province: components["schemas"]["Served"];
            /** @description The people of each unit, by code. */
            units: components["schemas"]["UnitServed"][];
            /** @description The areas that were asked for, fewest minutes first. */
            isochrones: components["schemas"]["IsochroneDrawn"][];
        };
        /** @description How long some pupils travel. */
        TravelSummary: {
            /**
             * Format: double
             * @description How many pupils.
             */
            pupils: number;
            /**
             * Format: double
             * @description How many of them reach no open site.
             */
            unreached_pupils: number;
            /**
             * Format: double
             * @description Mean minutes of those who reach one, by pupils.
             */
            mean_minutes?: number | null;
            /**
             * Format: double
             * @description Nine tenths of those who reach one travel no longer.
             */
            p90_minutes?: number | null;
            /**
             * Format: double
             * @description The longest way.
             */
            worst_minutes?: number | null;
        };
        /** @description The answer. */
        TravelTimes: {
            /**
             * Format: date
             * @description The day of places and units.
             */
            on: string;
            /** @description The facilities. */
            facilities: components["schemas"]["PlaceUsed"][];
            /** @description The origins. */
            origins: components["schemas"]["PlaceUsed"][];
            /** @description Places that were asked for but have no position, which nobody can travel to or from. */
            without_position: string[];
            /** @description One for each season and direction. */
            runs: components["schemas"]["TravelRun"][];
            /** @description The layers that the answer rests on. */
            sources: components["schemas"]["SourceUsed"][];
            /** @description How it was worked out, and what else a reader must know. */
            explanation: components["schemas"]["Text"][];
        };
        /** @description The way between an origin and a facility, or why there is none. */
        TripFound: {
            /** @description The facility, by its position in the answer's list; for the nearest one none where none is reached. */
            facility?: number | null;
            /**
             * Format: double
             * @description Minutes; none where there is no way.
             */
            minutes?: number | null;
            method?: components["schemas"]["TravelMethod"] | null;
            reason?: components["schemas"]["Unreached"] | null;
        };
        /** @description Pupils of a place and where they go. */
        TripOutcome: {
            /** @description The place's id. */
            demand: string;
            /** @description Its name. */
            demand_name: string;
            /** @description The unit in which it lies. */
            unit_code?: string | null;
            /** @description The site's id; none for those who are left out. */
            site?: string | null;
            /** @description The site's name. */
            site_name?: string | null;
            /**
             * Format: double
             * @description How many pupils.
             */
            pupils: number;
            /**
             * Format: double
             * @description How long their way is, minutes; for those left out to the nearest open site, if it can be reached.
             */
            minutes?: number | null;
            /**
             * Format: double
             * @description How long the way is today to the nearest site.
             */
            minutes_before?: number | null;
            /** @description Where the place and the site are, longitude and latitude. */
            line?: number[][] | null;
        };
        /** @description A unit's area before and after. */
        UnitAreas: {
            /** @description Its code. */
            code: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description The area until then, km²; `null` where it had no boundary.
             */
            before_km2?: number | null;
            /**
             * Format: double
             * @description The area in the file, km².
             */
            delivered_km2: number;
            /**
             * Format: double
             * @description The area after the borders were made to meet, km².
             */
            after_km2: number;
            /**
             * Format: double
             * @description How much of it others claimed too in the file, m²; an overlap counts with each of them.
             */
            overlap_m2: number;
            /**
             * Format: double
             * @description The gaps beside it in the file, m²; a gap counts with each unit beside it.
             */
            gap_m2: number;
            /**
             * Format: double
             * @description The farthest that its border moved, metres.
             */
            moved_m: number;
        };
        /** @description What part of a unit is covered. */
        UnitCoverage: components["schemas"]["Covered"] & {
            /** @description The unit's code. */
            code: string;
            /** @description Its name. */
            name: string;
            /** @description How its people were spread. */
            population_method: components["schemas"]["SpreadMethod"];
            /**
             * Format: double
             * @description People that its settlements state, together; none when none states its number.
             */
            people_at_settlements?: number | null;
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
        /** @description Exposure of a unit. */
        UnitExposure: {
            /** @description Its code. */
            code: string;
            /** @description Its name. */
            name: string;
            /** @description Whether hazards were mapped here. */
            mapping: components["schemas"]["Mapping"];
            /** @description How its people were spread. */
            population_method: components["schemas"]["SpreadMethod"];
            /**
             * Format: double
             * @description People that its settlements state, together; none when none states its number.
             */
            people_at_settlements?: number | null;
            /** @description By class, the worst first; empty where hazards were not mapped. */
            classes: components["schemas"]["ClassExposure"][];
        };
        /** @description One figure of a unit or place, with what must stand beside it. */
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
        /** @description A unit at a place. */
        UnitHere: {
            /** @description Its code. */
            code: string;
            /** @description Its name with its kind, such as "Xã Trà Lĩnh". */
            full_name: string;
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
        /** @description How the people of a unit are served. */
        UnitServed: components["schemas"]["Served"] & {
            /** @description The unit's code. */
            code: string;
            /** @description Its name. */
            name: string;
            /** @description How its people were spread. */
            population_method: components["schemas"]["SpreadMethod"];
        };
        /**
         * @description A set of units over which a share is taken or a target holds.
         * @enum {string}
         */
        UnitSubset: "all" | "border";
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
        /** @description Before and after in a unit. */
        UnitTravel: components["schemas"]["BeforeAndAfter"] & {
            /** @description Its code; none for places in no unit. */
            code?: string | null;
        };
        /**
         * @description Why a place is not reached.
         * @enum {string}
         */
        Unreached: "no-road-near-origin" | "no-road-near-destination" | "off-the-terrain" | "cut-off" | "not-joined" | "beyond-limit";
        /** @description What a row means. */
        UploadFigure: components["schemas"]["SubjectView"] & {
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
        };
        /** @description The result page of an uploaded file. */
        UploadResult: {
            /** @description The file's checksum; send the file again with `confirm=` it to keep the rows. */
            checksum: string;
            /** @description How many rows will be, or were, kept. */
            accepted: number;
            /** @description How many need a look. */
            doubtful: number;
            /** @description How many cannot be kept. */
            rejected: number;
            /** @description Whether anything was saved. */
            is_saved: boolean;
            /** @description How many figures were saved as drafts. */
            saved: number;
            /** @description The rows, by sheet and number. */
            rows: components["schemas"]["UploadRow"][];
        };
        /** @description One row of an uploaded file, with what was found. */
        UploadRow: {
            /** @description The sheet's name. */
            sheet: string;
            /** @description The row's number, from 1. */
            row: number;
            /** @description What is to be done with it. */
            verdict: components["schemas"]["Verdict"];
            /** @description The code as typed. */
            code: string;
            /** @description The name as typed. */
            name: string;
            /** @description The value as typed. */
            typed_value: string;
            figure?: components["schemas"]["UploadFigure"] | null;
            /** @description What was found. */
            findings: components["schemas"]["RowFinding"][];
        };
        /** @description A column of a file. */
        UploadedField: {
            /** @description Its name. */
            name: string;
            /** @description How many rows have a value. */
            filled: number;
            /** @description The first of them. */
            example?: string | null;
        };
        /** @description A layer of a file. */
        UploadedLayer: {
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description How many features it has, where the format says so.
             */
            count?: number | null;
        };
        /** @description What one layer inside a tile holds. */
        VectorLayer: {
            /** @description Its id. */
            id: string;
            /** @description The properties of its features, each with `String`, `Number` or `Boolean`. */
            fields: {
                [key: string]: string;
            };
            /**
             * Format: int32
             * @description The least zoom at which it is present.
             */
            minzoom: number;
            /**
             * Format: int32
             * @description The greatest zoom at which it is present.
             */
            maxzoom: number;
        };
        /**
         * @description What is to be done with a row.
         * @enum {string}
         */
        Verdict: "accepted" | "doubtful" | "rejected";
        /** @description What happened, in Vietnamese. */
        VietnameseDetail: {
            /** @description What happened. */
            message: string;
            /** @description What to do about it. */
            remedy: string;
        };
        /** @description A file that waits. */
        WaitingUpload: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            file: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size_bytes: number;
            /**
             * Format: date-time
             * @description When it came.
             */
            uploaded_at: string;
            /**
             * Format: date-time
             * @description When it is removed of itself.
             */
            expires_at: string;
        };
        /** @description A value by the end of a period. */
        WaypointView: {
            /** @description When. */
            period: string;
            /**
             * Format: double
             * @description How much.
             */
            value: number;
        };
        /** @description The weights of a question and how they came about. */
        WeightsUsed: {
            /** @description The weights of the criteria that could be judged; they add up to one. */
            weights: components["schemas"]["CriterionWeight"][];
            /** @description Criteria that have a weight but no layer to be judged by; their weight went to the others in proportion. */
            without_layer: components["schemas"]["Criterion"][];
            compared?: components["schemas"]["Compared"] | null;
        };
        /** @description Coverage at one width. */
        WidthCoverage: {
            /**
             * Format: double
             * @description Distance from the axis to each side, kilometres.
             */
            width_km: number;
            /** @description The province: the sum of the units. */
            province: components["schemas"]["Covered"];
            /** @description Each unit, by code. */
            units: components["schemas"]["UnitCoverage"][];
            /**
             * Format: double
             * @description Area reached by more than one of the axes, km², counted once above.
             */
            overlap_km2: number;
            /** @description Listed places inside, by kind and then by distance. */
            inside: components["schemas"]["PlaceReached"][];
            /** @description The strip's outline, as a GeoJSON geometry. */
            outline: Record<string, never>;
        };
        /** @description A hazard zone at a place. */
        ZoneHere: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Landslide or flash flood. */
            kind: components["schemas"]["PlaceKind"];
            /** @description Its class, as its source states it. */
            hazard_class?: string | null;
        };
        /**
         * @description What a row of counts stands for.
         * @enum {string}
         */
        ZoneKind: "zone" | "outside" | "no-position";
        /** @description Counts and sums of a zone. */
        ZoneRow: {
            /** @description Whether this is a zone, or one of the two last rows. */
            kind?: components["schemas"]["ZoneKind"];
            /** @description The zone's id or code; none for features outside every zone and for those without a known position. */
            id?: string | null;
            /** @description Its name. */
            name: string;
            /** @description How many features lie in it. */
            count: number;
            /** @description The sum of each attribute over the features that state it; none when none does. */
            sums: Record<string, never>;
            /** @description How many of its features do not state the attribute. */
            missing: {
                [key: string]: number;
            };
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
