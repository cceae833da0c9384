"""The windows: Qt Widgets that show rows and collect drafts; they know no SQL."""
