window.YTD.profile.part0 = [
 {
  "profile": {
   "description": {
    "bio": "Writes about bread.",
    "website": "https://ada.example",
    "location": "Nowhere"
   },
   "avatarMediaUrl": "https://example.org/a.jpg"
  }
 }
]
