using Assay.Community.Index;

namespace Assay.Community.Tests.Index;

public sealed class RuleListTests
{
    [Theory]
    [InlineData("")]
    [InlineData("00", 0)]
    [InlineData("01", 1)]
    [InlineData("0001", 0, 1)]
    [InlineData("7F01", 127, 128)]
    [InlineData("8001", 128)]
    [InlineData("05AC02", 5, 305)]
    [InlineData("FFFFFFFF07", int.MaxValue)]
    public void Numbers_are_written_as_differences(string expected, params int[] numbers)
    {
        var bytes = RuleList.Write(numbers);
        var read = new List<int>();
        RuleList.Read(bytes, read);

        Assert.Equal(expected, Convert.ToHexString(bytes));
        Assert.Equal(numbers, read);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("0100")]
    [InlineData("808080808000")]
    [InlineData("FFFFFFFF08")]
    [InlineData("FFFFFFFF0701")]
    public void What_is_no_list_is_refused(string bytes) => Assert.Throws<InvalidDataException>(() => RuleList.Read(Convert.FromHexString(bytes), []));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(-1)]
    public void Only_ascending_numbers_are_written(params int[] numbers) => Assert.Throws<ArgumentException>(() => RuleList.Write(numbers));

    [Fact]
    public void Any_ascending_numbers_come_back_and_any_bytes_end()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 2_000; round++)
        {
            int[] numbers = [.. Enumerable.Range(0, random.Next(300)).Select(_ => random.Next(1 << random.Next(1, 31))).Distinct().Order()];
            var read = new List<int>();
            RuleList.Read(RuleList.Write(numbers), read);
            Assert.Equal(numbers, read);

            var bytes = new byte[random.Next(20)];
            random.NextBytes(bytes);
            read.Clear();
            try
            {
                RuleList.Read(bytes, read);
                Assert.Equal(read.Distinct().Order(), read);
            }
            catch (InvalidDataException)
            {
                Assert.True(bytes.Length > 0);
            }
        }
    }
}
