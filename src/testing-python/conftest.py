pytest_plugins = ["resetpassword_testing"]
