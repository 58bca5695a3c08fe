namespace Assay.Community;

internal static class Cvss4
{
    public static CvssVector? Parse(string text) => null;
}
