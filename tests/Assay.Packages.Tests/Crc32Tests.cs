using Assay.Packages.Zip;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Known_texts_have_their_known_values(string text, uint expected)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);

        Assert.Equal(expected, Crc32.Compute(bytes));
        Assert.Equal(expected, Crc32.ComputeSlicing(bytes));
    }

    [Fact]
    public void Folding_and_slicing_agree_with_the_definition_for_every_length_and_alignment()
    {
        var random = new Random(7);
        var bytes = new byte[700];
        random.NextBytes(bytes);
        for (var start = 0; start < 17; start++)
        {
            for (var length = 0; length <= bytes.Length - 17; length++)
            {
                var part = bytes.AsSpan(start, length);
                var expected = RawZip.Crc32(part);
                Assert.Equal(expected, Crc32.ComputeSlicing(part));
                if (System.Runtime.Intrinsics.X86.Pclmulqdq.IsSupported)
                {
                    Assert.Equal(expected, Crc32.ComputeFolding(part));
                }
            }
        }
    }
}
