"""What people take away: functions from results to bytes or text. Nothing here touches a file."""
