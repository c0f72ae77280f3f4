var user_details = {
 "expanded_url": "https://ada.example",
 "screen_name": "ada",
 "location": "Nowhere",
 "full_name": "Ada Example",
 "bio": "Writes about bread.",
 "id": "1001",
 "created_at": "2010-05-01T10:00:00Z"
}
