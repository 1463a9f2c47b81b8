//! The names of the operations in the `OpenAPI` document.

use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

/// Names each operation after its method and path (`get_units_code_lineage`): a document may hold an id once
/// only, and the handlers of many resources are called alike.
pub(super) fn with_own_names(mut document: OpenApi) -> OpenApi {
    for (path, item) in &mut document.paths.paths {
        let PathItem {
            get,
            put,
            post,
            delete,
            patch,
            ..
        } = item;
        let operations = [
            ("get", get),
            ("put", put),
            ("post", post),
            ("delete", delete),
            ("patch", patch),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                operation.operation_id = Some(name(method, path));
            }
        }
    }
    document
}

fn name(method: &str, path: &str) -> String {
    let words = path
        .split(['/', '{', '}', '-', '.'])
        .filter(|word| !word.is_empty() && *word != "api");
    [method]
        .into_iter()
        .chain(words)
        .collect::<Vec<_>>()
        .join("_")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn is_named_after_method_and_path() {
        assert_eq!(
            name("get", "/api/units/{code}/lineage"),
            "get_units_code_lineage"
        );
        assert_eq!(name("post", "/api/queries"), "post_queries");
        assert_eq!(
            name("get", "/tiles/{layer}/{z}/{x}/{y}"),
            "get_tiles_layer_z_x_y"
        );
    }
}
