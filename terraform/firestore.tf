resource "google_firestore_database" "state" {
  name                    = "(default)"
  location_id             = var.firestore_location
  type                    = "FIRESTORE_NATIVE"
  delete_protection_state = var.deletion_protection ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"
  deletion_policy         = var.deletion_protection ? "ABANDON" : "DELETE"

  depends_on = [google_project_service.api]
}

# Every record says when it expires; Firestore clears it within a day of that.
resource "google_firestore_field" "expires" {
  database   = google_firestore_database.state.name
  collection = "tidings"
  field      = "expires"

  ttl_config {}

  # No query sorts by it, and an index of ever later times would be a hot spot.
  index_config {}
}
