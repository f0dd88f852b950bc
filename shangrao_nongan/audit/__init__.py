"""What an auditor reads: acts, log-ins and failures, workbooks out and in, numbers shown, appointments."""
