-- In the private cluster the operating system says who somebody is (peer), so each role is a login.
ALTER ROLE elbraum_web LOGIN;
ALTER ROLE elbraum_import LOGIN;
ALTER ROLE elbraum_public LOGIN;
