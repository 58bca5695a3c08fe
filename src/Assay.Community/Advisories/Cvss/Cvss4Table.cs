namespace Assay.Community;

/// <summary>The scores of the macro vectors of CVSS v4.0.</summary>
/// <remarks>FIRST, CVSS v4.0 specification document, section 8.2: experts gave each of the 270 macro vectors its score. The values are those of FIRST's own calculator (https://github.com/FIRSTdotorg/cvss-v4-calculator).</remarks>
internal static class Cvss4Table
{
    // There is none: equivalence class 6 cannot be at its highest level where class 3 is at its lowest.
    private const byte None = 255;

    // In tenths. A row for each level of classes 1, 2, 3; in it class 4, then 5, then 6, the last one fastest.
    private static ReadOnlySpan<byte> Scores =>
    [
        100, 99, 98, 95, 95, 92, 100, 96, 93, 87, 91, 81, 93, 90, 89, 80, 81, 68, // 000
        98, 95, 95, 92, 90, 84, 93, 92, 89, 81, 81, 65, 88, 80, 78, 70, 69, 48, // 001
        None, 92, None, 82, None, 72, None, 79, None, 69, None, 50, None, 69, None, 55, None, 27, // 002
        99, 97, 95, 92, 92, 85, 95, 91, 90, 83, 84, 71, 92, 81, 82, 71, 72, 53, // 010
        95, 93, 92, 85, 85, 73, 92, 82, 80, 72, 70, 59, 84, 70, 71, 52, 50, 30, // 011
        None, 86, None, 75, None, 52, None, 71, None, 52, None, 29, None, 63, None, 29, None, 17, // 012
        98, 95, 94, 87, 91, 81, 94, 89, 86, 74, 77, 64, 87, 75, 74, 63, 63, 49, // 100
        94, 89, 88, 77, 76, 67, 86, 76, 74, 58, 59, 50, 72, 57, 57, 52, 52, 25, // 101
        None, 83, None, 70, None, 54, None, 65, None, 58, None, 26, None, 53, None, 21, None, 13, // 102
        95, 90, 88, 76, 76, 70, 90, 77, 75, 62, 61, 53, 77, 66, 68, 59, 52, 30, // 110
        89, 78, 76, 67, 62, 58, 74, 59, 57, 57, 47, 23, 61, 52, 57, 29, 24, 16, // 111
        None, 71, None, 59, None, 30, None, 58, None, 26, None, 15, None, 23, None, 13, None, 6, // 112
        93, 87, 86, 72, 75, 58, 86, 74, 74, 61, 56, 34, 70, 54, 52, 40, 40, 22, // 200
        85, 75, 74, 55, 62, 51, 72, 57, 55, 41, 46, 19, 53, 36, 34, 19, 19, 8, // 201
        None, 64, None, 51, None, 20, None, 47, None, 21, None, 11, None, 24, None, 9, None, 4, // 202
        88, 75, 73, 53, 60, 50, 73, 55, 59, 40, 41, 20, 54, 43, 45, 22, 20, 11, // 210
        75, 55, 58, 45, 40, 21, 61, 51, 48, 18, 20, 9, 46, 18, 17, 7, 8, 2, // 211
        None, 53, None, 24, None, 14, None, 24, None, 12, None, 5, None, 10, None, 3, None, 1, // 212
    ];

    /// <summary>Gives the score of a macro vector; null where there is none, as beyond the lowest level of a class.</summary>
    public static decimal? Find(int class1, int class2, int class3, int class4, int class5, int class6)
    {
        if (class1 > 2 || class2 > 1 || class3 > 2 || class4 > 2 || class5 > 2 || class6 > 1)
        {
            return null;
        }

        var score = Scores[(((((((((class1 * 2) + class2) * 3) + class3) * 3) + class4) * 3) + class5) * 2) + class6];
        return score == None ? null : score / 10m;
    }
}
