using System.Globalization;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>MaxRecords, checked as Auto Scaling does.</summary>
internal static class PageSize
{
    public static int Of(AwsRequest request, int otherwise, int most)
    {
        var size = request.Number("MaxRecords") ?? otherwise;
        return size >= 1 && size <= most ? size : throw new AwsException(
            "ValidationError",
            string.Create(CultureInfo.InvariantCulture, $"The number of records requested must be between 1 and {most}."));
    }
}
